import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../db/connect.ts';
import { enroll } from '../../db/queries/directory/enroll.ts';
import {
  type RunningPreview,
  slackCard,
  startPreview,
  teamsCard,
  wordsOf,
} from '../support/preview/preview.ts';
import { type Ended, startProgram } from '../support/process/process.ts';
import { terminal } from '../support/process/terminal.ts';
import { testSecret } from '../support/secret.ts';

const channel = 'CAPOLLO';
const home = mkdtempSync(join(tmpdir(), 'milepost-preview-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Makes a process say on its error output which of the preview's files it loads, and that it loads `compose.ts`. */
const tellingLoads = `--import=data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({ load(url, context, next) {
    if (/[/]src[/](with-preview|preview[/]|compose[.])/.test(url)) console.error(url);
    return next(url, context);
  } });`)}`;

let running: RunningPreview[] = [];
beforeEach(() => {
  running = [];
});
afterEach(() => Promise.all(running.map((preview) => preview.stop('SIGKILL'))));

async function preview(
  data: string,
  args: string[] = [],
  env: Record<string, string> = {},
): Promise<RunningPreview> {
  const started = await startPreview(data, { args, env });
  running.push(started);
  return started;
}

/** A start that ends by itself. */
const refused = (data: string, args: string[] = [], env: Record<string, string> = {}): Promise<Ended> =>
  startProgram('main.ts', args, { cwd: home, env: { PORT: '0', DATA_DIR: data, ...env } }).ended;
const saying = (words: RegExp) => ({
  code: 1,
  out: '',
  err: expect.stringMatching(new RegExp(`^Milepost cannot start\\. .*${words.source}.*\\n$`)),
});

const progress = (at: RunningPreview, percent: number) =>
  at.post('slack/slash', { as: 'mo', channel, text: `progress 2 ${percent}` });
/** Both cards of milestone 2 say so. */
const shown = (at: RunningPreview, percent: number) =>
  at.until((state) =>
    slackCard(state, '2 ·')?.text.includes(`${percent} %`) &&
    wordsOf(teamsCard(state, '2 ·')).includes(`${percent} %`)
      ? state
      : undefined,
  );

/** The state once half a second has changed nothing: other cards are redrawn after the one that a test waits for. */
async function calm(at: RunningPreview) {
  for (let last = await at.state(); ; ) {
    await sleep(500);
    const now = await at.state();
    if (isDeepStrictEqual({ ...now, now: '' }, { ...last, now: '' })) return now;
    last = now;
  }
}

describe('a preview that is started again', () => {
  const data = join(home, 'again');

  it('says where it is in one line and nothing else', async () => {
    const first = await preview(data);
    await first.stop();
    expect(await first.program.ended).toEqual({
      code: 0,
      out: expect.stringMatching(/^Milepost is ready: http:\/\/127\.0\.0\.1:\d+\/\n$/),
      err: '',
    });
  });

  it('finds every message and the time, and goes on editing the same cards', async () => {
    const first = await preview(data);
    await first.post('clock', { forward: { days: 2 } });
    await progress(first, 55);
    await shown(first, 55);
    const before = await calm(first);
    await first.stop();
    const second = await preview(data);
    const after = await second.state();
    expect({ ...after, now: '' }).toEqual({ ...before, now: '' });
    expect(Date.parse(after.now)).toBeGreaterThanOrEqual(Date.parse(before.now));
    await progress(second, 66);
    const edited = await shown(second, 66);
    expect(slackCard(edited, '2 ·')?.ts).toBe(slackCard(before, '2 ·')?.ts);
    expect(teamsCard(edited, '2 ·')?.id).toBe(teamsCard(before, '2 ·')?.id);
    expect(edited.slack.posts.length).toBe(before.slack.posts.length);
  });

  it('after a kill, in the middle of things, loses no card that Milepost believes to be posted', async () => {
    const first = await preview(data);
    await first.post('slack/slash', { as: 'olivia', channel, text: 'new "Press kit"' });
    const posted = await first.until((state) => slackCard(state, '5 · Press kit'));
    await first.stop('SIGKILL');
    const second = await preview(data);
    expect(slackCard(await second.state(), '5 · Press kit')?.ts).toBe(posted.ts);
    await second.post('slack/slash', { as: 'olivia', channel, text: 'start 5' });
    const card = await second.until((state) => slackCard(state, '5 · Press kit, in progress'));
    expect(card.ts).toBe(posted.ts);
  });

  it('with --fresh has forgotten all of it, and nothing that is not its own', async () => {
    writeFileSync(join(data, 'mine.txt'), 'mine');
    const fresh = await preview(data, ['--fresh']);
    const state = await fresh.state();
    expect(slackCard(state, '2 ·')?.text).toContain('40 %');
    expect(slackCard(state, '5 ·')).toBeUndefined();
    expect(Math.abs(Date.parse(state.now) - Date.now())).toBeLessThan(60_000);
    expect(readFileSync(join(data, 'mine.txt'), 'utf8')).toBe('mine');
    await progress(fresh, 77);
    await shown(fresh, 77);
  });

  it('that was ended in the middle of its sample goes on with it', async () => {
    const path = join(data, 'preview.json');
    const kept = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...kept, sampled: kept.sampled - 1 }));
    const second = await preview(data);
    expect(slackCard(await second.state(), '3 ·')?.text).toContain('waiting for approval');
    expect(JSON.parse(readFileSync(path, 'utf8')).sampled).toBe(kept.sampled);
  });
});

describe('a preview that cannot start says why in one line:', () => {
  const data = join(home, 'held');

  it('its directory is held by another one, which --fresh does not empty either', async () => {
    const first = await preview(data);
    const held = saying(new RegExp(`is in use by process ${first.program.process.pid}`));
    expect(await refused(data)).toEqual(held);
    expect(await refused(data, ['--fresh'])).toEqual(held);
    await progress(first, 44);
    await shown(first, 44);
  });

  it('its port, or the one of its Teams, is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const taken = typeof address === 'object' ? (address?.port ?? 0) : 0;
    expect(await refused(data, [], { PORT: String(taken) })).toEqual(saying(/The port is in use/));
    const path = join(data, 'preview.json');
    const kept = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...kept, teamsPort: taken }));
    expect(await refused(data)).toEqual(
      saying(/Port \d+, where the preview’s Teams stands, is in use.*--fresh/),
    );
    writeFileSync(path, JSON.stringify(kept));
    other.close();
  });

  it('what it kept cannot be read', async () => {
    const broken = join(home, 'broken');
    mkdirSync(broken);
    writeFileSync(join(broken, 'preview.json'), '{"version":');
    expect(await refused(broken)).toEqual(
      saying(/preview\.json is none that this version wrote\. Start over with: npm start -- --fresh/),
    );
    await preview(broken, ['--fresh']);
  });

  it.each([
    [
      'an address that others reach',
      [],
      { HOST: '0.0.0.0' },
      /for this machine alone: set them, or remove HOST=0\.0\.0\.0/,
    ],
    ['a word it does not know', ['--frish'], {}, /“--frish” means nothing here/],
    [
      'a server’s database to be emptied',
      ['--fresh'],
      { DATABASE_URL: 'postgres://127.0.0.1/x' },
      /--fresh empties the embedded database only/,
    ],
    [
      'credentials beside --fresh',
      ['--fresh'],
      { SLACK_SIGNING_SECRET: 's', SLACK_BOT_TOKEN: 'xoxb-1', MILEPOST_SECRET: testSecret },
      /--fresh starts the preview over, and this is none/,
    ],
    ['half of Slack', [], { SLACK_BOT_TOKEN: 'xoxb-1' }, /SLACK_SIGNING_SECRET is missing/],
    ['the other half', [], { SLACK_SIGNING_SECRET: 's' }, /SLACK_BOT_TOKEN is missing/],
    ['half of Teams', [], { MicrosoftAppId: 'app' }, /MicrosoftAppPassword is missing/],
    ['the other half of it', [], { MicrosoftAppPassword: 'p' }, /MicrosoftAppId is missing/],
    [
      'Slack and half of Teams',
      [],
      { SLACK_SIGNING_SECRET: 's', SLACK_BOT_TOKEN: 'xoxb-1', MicrosoftAppPassword: 'p' },
      /MicrosoftAppId is missing/,
    ],
    [
      'both without their secret',
      [],
      {
        SLACK_SIGNING_SECRET: 's',
        SLACK_BOT_TOKEN: 'xoxb-1',
        MicrosoftAppId: 'app',
        MicrosoftAppPassword: 'p',
      },
      /MILEPOST_SECRET is missing/,
    ],
  ])('%s', async (_what, args, env, words) => {
    const empty = join(home, 'empty');
    expect(await refused(empty, args, env as Record<string, string>)).toEqual(saying(words));
    expect(existsSync(join(empty, 'pglite'))).toBe(false);
  });

  it('a real workspace is in the directory, and --fresh leaves it there', async () => {
    const real = join(home, 'real');
    const connection = await connect({ directory: real });
    await enroll(connection.db, { platform: 'slack', tenant: 'T1REAL' });
    await connection.close();
    const words = saying(/holds a real workspace \(Slack T1REAL\), and no credentials are set/);
    expect(await refused(real)).toEqual(words);
    expect(await refused(real, ['--fresh'])).toEqual(words);
    expect(existsSync(join(real, 'pglite', 'PG_VERSION'))).toBe(true);
  });
});

describe('a preview', () => {
  it('starts on what an operator has made at a terminal, and keeps it', async () => {
    const directory = join(home, 'terminal');
    const milepostAt = terminal({ location: { directory }, drop: async () => {} });
    await milepostAt('project', 'Voyager');
    const started = await preview(directory);
    expect(slackCard(await started.state(), 'Apollo launch')).toBeDefined();
    await started.stop();
    expect(await milepostAt('--project', 'Voyager', 'status')).toMatchObject({ exit: 0 });
    expect(await refused(directory, ['--fresh'])).toEqual(
      saying(/--fresh would remove the workspace “local” too \(Voyager\)/),
    );
    expect(await milepostAt('--project', 'Voyager', 'status')).toMatchObject({ exit: 0 });
  });

  it('is not there once credentials are set: none of its routes is, and nothing of it is loaded', async () => {
    const env = {
      SLACK_SIGNING_SECRET: 's',
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_API_URL: 'http://127.0.0.1:1/api/',
      MILEPOST_SECRET: testSecret,
      HOST: '127.0.0.1',
      LOG_LEVEL: 'silent',
    };
    const connected = await preview(join(home, 'connected'), [], { ...env, NODE_OPTIONS: tellingLoads });
    const { url, post } = connected;
    for (const path of ['page.js', 'page.css', 'events']) {
      expect((await fetch(`${url}/preview/${path}`)).status, path).toBe(404);
    }
    for (const path of [
      'slack/slash',
      'slack/say',
      'slack/press',
      'slack/submit',
      'slack/close',
      'teams/say',
      'teams/execute',
      'teams/submit',
      'teams/dialog',
      'teams/dialog-submit',
      'clock',
      'slow',
    ]) {
      expect(await post(path, {}), path).toEqual({ status: 404, body: { error: 'not found' } });
    }
    expect(await (await fetch(url)).text()).toMatch(/^Milepost is running, connected to Slack\./);
    expect(existsSync(join(home, 'connected', 'preview.json'))).toBe(false);
    await connected.stop();
    const loaded = (await connected.program.ended).err.split('\n').filter(Boolean);
    expect(loaded.map((file) => file.split('/src/')[1])).toEqual(['compose.ts']);
  });
});
