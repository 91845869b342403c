import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PictureViewer } from '../../db/queries/delivery/picture-viewers.ts';
import { type PictureKind, readPicture, signPicture, versionOf } from '../../src/pictures/token.ts';
import { slackTeam } from '../../src/preview/ends.ts';
import { type Apollo, mo, olivia, peopleOf, startProject, tess } from '../support/apollo.ts';
import { serverEngine } from '../support/database/database.ts';
import { type Stage, said, shownIn, startStage } from '../support/milepost.ts';

const secret = 'a long random text';
const nowMs = Date.now();
const dayMs = 24 * 3_600_000;
const theirHost = 'https://bot.example.com';
const publicUrl = 'https://bot.example.com/milepost/';

describe.each(serverEngine)('pictures, on %s', (engine) => {
  let stage: Stage;
  let apollo: Apollo;
  beforeAll(async () => {
    stage = await startStage(engine, { publicUrl, secret });
    apollo = peopleOf(stage);
    await startProject(stage, apollo);
    await apollo.slack(mo, 'new "Beta <launch> & 日本" due:"10 dec 2027"');
  });
  afterAll(() => stage.close());

  const get = (path: string, headers: Record<string, string> = {}) =>
    stage.milepost.app.inject({ method: 'GET', url: path, headers });
  const address = /https:\/\/bot\.example\.com\/milepost(\/pictures\/[\w-]+\.png)/;
  const pathIn = (text: string) => address.exec(text)?.[1] ?? 'none';
  const token = (path: string) => path.slice('/pictures/'.length, -'.png'.length);

  it.each<PictureKind>(['timeline', 'burnup'])(
    'of the %s are a PNG at a public address, on both platforms',
    async (kind) => {
      const slack = said(await apollo.slack(mo, kind));
      expect((await get(pathIn(await apollo.teams(tess, kind)))).statusCode).toBe(200);
      const answer = await get(pathIn(slack));
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['content-type']).toBe('image/png');
      expect(answer.rawPayload.subarray(0, 8)).toEqual(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
      expect(answer.rawPayload.length).toBeLessThan(1_000_000);
      // width and height, for Teams
      expect(answer.rawPayload.readUInt32BE(16)).toBeLessThanOrEqual(1024);
      expect(answer.rawPayload.readUInt32BE(20)).toBeLessThanOrEqual(1024);
    },
  );

  it('are not drawn again for whoever has them, until they look different', async () => {
    const before = pathIn(said(await apollo.slack(mo, 'timeline')));
    const first = await get(before);
    const known = { 'if-none-match': String(first.headers.etag) };
    expect(await get(before, known)).toMatchObject({ statusCode: 304, body: '' });
    await apollo.slack(mo, 'new "Launch day" due:"18 dec 2027"');
    const after = pathIn(said(await apollo.slack(mo, 'timeline')));
    expect(after).not.toBe(before);
    // an old card shows the present
    const again = await get(before, known);
    expect([again.statusCode, again.headers.etag]).toEqual([200, (await get(after)).headers.etag]);
  });

  it('are not there for a token that was not made here, or of what is not there', async () => {
    const path = pathIn(said(await apollo.slack(mo, 'timeline')));
    const real = token(path);
    const of = readPicture(secret, real, nowMs);
    if (!of) throw new Error('the token cannot be read');
    const version = versionOf('x');
    const forged = [
      '',
      'x',
      real.slice(0, -1),
      `${real}AAAA`,
      `${real.startsWith('A') ? 'B' : 'A'}${real.slice(1)}`,
      signPicture('another secret', of, version, nowMs),
      signPicture(secret, { ...of, projectId: v7() }, version, nowMs),
      signPicture(secret, { ...of, shownTo: { is: 'person', id: v7() } }, version, nowMs),
      signPicture(
        secret,
        { ...of, shownTo: { ...of.shownTo, audience: 'customer' } as PictureViewer },
        version,
        nowMs,
      ),
      signPicture(secret, of, version, nowMs - 31 * dayMs),
      // what is signed names its tenant, and the database gives out nothing of another
      signPicture(secret, { ...of, workspaceId: v7() }, version, nowMs),
      '..%2f..%2fetc%2fpasswd',
    ];
    for (const one of forged) expect((await get(`/pictures/${one}.png`)).statusCode).toBe(404);
    expect((await get(path)).statusCode).toBe(200);
  });

  it('are gone from somebody’s own chat once their role is taken away, or they have left', async () => {
    const { id: chat } = stage.ends.slack.world.direct(mo, slackTeam);
    const ours = pathIn(said(await stage.desk.slash(mo, chat, 'timeline')));
    expect((await get(ours)).statusCode).toBe(200);
    expect(said(await apollo.slack(olivia, `role Mo none`))).toContain('no role now');
    expect((await get(ours)).statusCode).toBe(404);
    await apollo.slack(olivia, `role Mo contributor`);
    expect((await get(ours)).statusCode).toBe(200);
    const { db } = stage.milepost.connection;
    await db.execute(sql`update person set gone_at = now() where lower(name) = 'mo'`);
    expect((await get(ours)).statusCode).toBe(404);
    await db.execute(sql`update person set gone_at = null where lower(name) = 'mo'`);
    expect((await get(ours)).statusCode).toBe(200);
  });

  it('are in the room for everybody with timeline post, and follow the plan', async () => {
    const slackNow = () => JSON.stringify(apollo.slackPost('timeline'));
    const teamsNow = () => shownIn(apollo.teamsPost('timeline'));
    expect(said(await apollo.slack(mo, 'timeline post'))).toContain('Posting the timeline of Apollo.');
    await apollo.teams(tess, 'timeline post');
    await stage.settle();
    const before = [pathIn(slackNow()), pathIn(teamsNow())];
    for (const path of before) expect((await get(path)).statusCode).toBe(200);
    await apollo.slack(mo, 'new "Press kit" due:"12 dec 2027"');
    await stage.settle();
    for (const now of [slackNow(), teamsNow()]) {
      expect(now).toContain('Press kit');
      expect(before).not.toContain(pathIn(now));
      expect((await get(pathIn(now))).statusCode).toBe(200);
    }
  });

  it('are gone from a room once it is unlinked', async () => {
    const ours = pathIn(JSON.stringify(apollo.slackPost('timeline')));
    const theirs = pathIn(await apollo.teams(tess, 'burnup'));
    expect([(await get(ours)).statusCode, (await get(theirs)).statusCode]).toEqual([200, 200]);
    await apollo.slack(olivia, 'unlink');
    expect([(await get(ours)).statusCode, (await get(theirs)).statusCode]).toEqual([404, 200]);
    await stage.settle();
    // a platform that cannot fetch a picture refuses the whole message
    const closed = JSON.stringify(apollo.slackPost('Next weeks'));
    expect(closed).toContain('Press kit');
    expect(closed).not.toContain('image_url');
    expect(shownIn(apollo.teamsPost('timeline'))).toContain(theirHost);
  });
});

describe('without a public address', () => {
  it('cards say everything in words, and there is nothing to fetch', async () => {
    const stage = await startStage('embedded', { secret });
    const apollo = peopleOf(stage);
    await startProject(stage, apollo);
    await apollo.slack(mo, 'new "Beta launch" due:"10 dec 2027"');
    const answer = said(await apollo.slack(mo, 'timeline'));
    const of = { workspaceId: v7(), projectId: v7(), shownTo: { is: 'person', id: v7() } } as const;
    const path = `/pictures/${signPicture(secret, { ...of, kind: 'timeline' }, versionOf(''), nowMs)}.png`;
    const { statusCode } = await stage.milepost.app.inject({ method: 'GET', url: path });
    await stage.close();
    expect(answer).toContain('Beta launch');
    expect(answer).not.toContain('image_url');
    expect(statusCode).toBe(404);
  });
});

it('a token says what it was made of, and any other text says nothing', () => {
  const ids = { workspaceId: v7(), projectId: v7(), kind: 'burnup' } as const;
  const shown: PictureViewer[] = [
    { is: 'room', id: v7(), audience: 'team' },
    { is: 'room', id: v7(), audience: 'customer' },
    { is: 'person', id: v7() },
  ];
  for (const shownTo of shown) {
    const of = { ...ids, shownTo };
    const token = signPicture(secret, of, versionOf('a'), nowMs);
    expect(readPicture(secret, token, nowMs)).toEqual(of);
    expect(readPicture(secret, token, nowMs + 14 * dayMs)).toEqual(of);
    expect(readPicture(secret, token, nowMs + 30 * dayMs)).toBeUndefined();
    expect(signPicture(secret, of, versionOf('b'), nowMs)).not.toBe(token);
  }
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String({ minLength: 100, maxLength: 100 })), (text) => {
      expect(readPicture(secret, text, nowMs)).toBeUndefined();
    }),
  );
});
