import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { unzip } from '../support/unzip.ts';

const script = fileURLToPath(new URL('../../manifest/generate.ts', import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'milepost-manifest-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the script as an operator does. */
const generate = (...words: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, [script, ...words], { cwd: folder }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });

it('writes what a deployment uploads, and says which pages the package names', async () => {
  const { code, out } = await generate(
    ...['--public-url', 'https://bot.example.com', '--app-id', '1c9a0000-0000-4000-8000-000000000001'],
    ...['--out', join(folder, 'a', 'b')],
  );
  expect(code).toBe(0);
  expect(out).toContain(join(folder, 'a', 'b', 'teams.zip'));
  expect(out).toContain('--privacy-url');
  const slack = JSON.parse(await readFile(join(folder, 'a', 'b', 'slack.json'), 'utf8'));
  expect(slack.settings.interactivity.request_url).toBe('https://bot.example.com/slack/events');
  expect(unzip(await readFile(join(folder, 'a', 'b', 'teams.zip'))).size).toBe(3);
});

it('refuses what it cannot mean with one line and its usage, and writes nothing', async () => {
  const { code, out, err } = await generate('--public-url', 'http://bot.example.com', '--out', folder);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/^--public-url must be an address such as https:\/\/bot\.example\.com\.\n\nUsage:\n/);
  expect(err).not.toContain('    at ');
  expect(await readdir(folder)).toEqual([]);
});
