import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { templates, uploads } from '../../manifest/files.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { registry } from '../../src/commands/registry.ts';
import { unzip } from '../support/unzip.ts';

const folder = new URL('../../manifest/', import.meta.url);
const today = templates(registry, packageJson.version);

describe('the files in manifest/', () => {
  it.each([...today.keys()])('%s is what the commands say today (else: npm run manifest)', (name) => {
    const committed = readFileSync(new URL(name, folder));
    expect(committed.toString()).toBe(today.get(name)?.toString());
  });

  it('are all made', () => {
    const made = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.json'),
    );
    expect(new Set(made)).toEqual(new Set(today.keys()));
  });
});

describe('what a deployment uploads', () => {
  const of = { publicUrl: 'https://bot.example.com', version: '1.2.3' };
  const appId = '1c9a0000-0000-4000-8000-000000000001';

  it('is a package for Teams with everything at its root, and a manifest for Slack', () => {
    const files = uploads(registry, { ...of, appId });
    expect([...files.keys()]).toEqual(['slack.json', 'teams.zip']);
    const packed = unzip(files.get('teams.zip') ?? Buffer.alloc(0));
    expect([...packed.keys()]).toEqual(['manifest.json', 'color.png', 'outline.png']);
    const manifest = JSON.parse(String(packed.get('manifest.json')));
    expect(manifest).toMatchObject({ id: appId, validDomains: ['bot.example.com'] });
    expect([...packed.keys()]).toEqual(expect.arrayContaining(Object.values(manifest.icons)));
    expect(packed.get('color.png')).toEqual(readFileSync(new URL('teams/color.png', folder)));
  });

  it('is the same to the byte each time', () => {
    expect(uploads(registry, { ...of, appId })).toEqual(uploads(registry, { ...of, appId }));
  });

  it('holds no placeholder', () => {
    const all = [...uploads(registry, { ...of, appId }).values()]
      .map((data) => data.toString('latin1'))
      .join();
    expect(all).not.toMatch(/milepost\.example\.com|6d696c65706f/);
  });

  it('is Slack’s alone, where Teams is not used', () => {
    expect([...uploads(registry, of).keys()]).toEqual(['slack.json']);
  });
});
