import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyReady } from '../support/database/ready-database.ts';
import { type RunningPreview, slackCard, startPreview, teamsCard } from '../support/preview/preview.ts';

const channel = 'CAPOLLO';
const data = mkdtempSync(join(tmpdir(), 'milepost-preview-'));
let preview: RunningPreview;
beforeAll(async () => {
  await copyReady(data);
  preview = await startPreview(data);
});
afterAll(async () => {
  await preview.stop();
  rmSync(data, { recursive: true, force: true });
});

describe('the page', () => {
  it('is served with its script and style, which a browser may keep', async () => {
    const page = await fetch(preview.url);
    expect(await page.text()).toContain('<div id="root">');
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    for (const name of ['page.js', 'page.css']) {
      const first = await fetch(`${preview.url}/preview/${name}`);
      expect((await first.text()).length).toBeGreaterThan(1_000);
      const etag = first.headers.get('etag') ?? '';
      const again = await fetch(`${preview.url}/preview/${name}`, { headers: { 'if-none-match': etag } });
      expect(again.status).toBe(304);
    }
  });

  it('is shown the sample at once: one project in both rooms, its milestones in four states', async () => {
    const state = await preview.state();
    expect(state.people.map(({ name, role }) => `${name} ${role}`)).toEqual([
      'Olivia owner',
      'Carol coach',
      'Mo contributor',
      'Cleo customer',
    ]);
    expect(state.commands.find(({ name }) => name === 'progress')?.usage).toMatch(/^progress <milestone>/);
    for (const words of ['2 · OAuth sign-in, in progress', '3 · Security review, waiting for approval']) {
      expect(slackCard(state, words), words).toBeDefined();
      expect(teamsCard(state, words), words).toBeDefined();
    }
    expect(slackCard(state, '1 · Kick-off with the team, done')).toBeDefined();
    expect(slackCard(state, '4 · Public launch, upcoming')).toBeDefined();
    expect(state.slack.ephemerals).toEqual([]);
    expect(state.teams.messages.filter(({ targetedTo }) => targetedTo)).toEqual([]);
  });
});

describe('who is not the page', () => {
  const body = { as: 'mo', channel, text: 'projects' };
  const error = 'Only the preview’s own page may do this.';

  it.each(['https://example.com', 'http://127.0.0.1:1', 'null'])('may not act from %s', async (origin) => {
    expect(await preview.post('slack/slash', body, { origin })).toEqual({
      status: 403,
      body: { ok: false, error },
    });
  });

  it('may not act from another site, even where the browser does not say from which', async () => {
    const site = { 'sec-fetch-site': 'cross-site' };
    expect(await preview.post('slack/slash', body, site)).toEqual({
      status: 403,
      body: { ok: false, error },
    });
  });

  it('may neither act nor look under another name of this machine', async () => {
    const host = 'milepost.example.com';
    expect(await preview.post('slack/slash', body, { host, origin: `http://${host}` })).toEqual({
      status: 403,
      body: { ok: false, error: 'The preview answers at localhost only.' },
    });
  });

  it('may do nothing that is too large, not JSON, or not what a route takes', async () => {
    expect(await preview.post('slack/slash', { ...body, text: 'x'.repeat(70_000) })).toMatchObject({
      status: 413,
      body: { ok: false },
    });
    expect(await preview.post('slack/slash', { as: 'mo' })).toMatchObject({
      status: 400,
      body: { ok: false },
    });
    expect(
      await preview.post('slack/slash', body, { origin: preview.url, 'content-type': 'text/html' }),
    ).toMatchObject({ status: 415 });
    expect(await preview.post('none', body)).toMatchObject({ status: 404 });
  });

  it('finds no clock of tests here', async () => {
    const answer = await fetch(`${preview.url}/test/clock`, { method: 'POST' });
    expect(answer.status).toBe(404);
  });
});
