import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';
import { describe, expect, it } from 'vitest';
import { chosen, inPerson, inRooms, maxMenuCommands } from '../../manifest/menu.ts';
import { teamsManifest } from '../../manifest/teams.ts';
import { registry } from '../../src/commands/registry.ts';
import { readLine } from '../../src/grammar/line.ts';

const deployment = {
  publicUrl: 'https://bot.example.com/milepost',
  appId: '1c9a0000-0000-4000-8000-000000000001',
  version: '1.2.3',
};
const made = () => teamsManifest(registry, deployment);

/** What the published schema, which the package brings along, says against it. */
const refusals = (manifest: object) => AppManifestUtils.validateAgainstSchema(manifest as TeamsManifest);

describe('the manifest of the Teams app', () => {
  it('keeps the published schema', async () => {
    expect(await refusals(made())).toEqual([]);
  });

  it.each([
    ['a misspelt setting', { validDomain: [] }],
    ['an id that is no GUID', { id: 'milepost' }],
    ['a short name of 31 characters', { name: { short: 'M'.repeat(31), full: 'Milepost' } }],
  ])('would be refused with %s', async (_what, change) => {
    expect(await refusals({ ...made(), ...change })).not.toEqual([]);
  });

  it('says that it works in every kind of channel, which Teams wants from schema 1.25 on', () => {
    const { manifestVersion, supportsChannelFeatures, bots } = made();
    expect(Number(manifestVersion.split('.')[1])).toBeGreaterThanOrEqual(25);
    expect(bots[0]?.scopes).toContain('team');
    expect(supportsChannelFeatures).toBe('tier1');
  });

  it('lets people write to the bot privately in a channel, which needs schema 1.29', () => {
    const { manifestVersion, bots } = made();
    expect(Number(manifestVersion.split('.')[1])).toBeGreaterThanOrEqual(29);
    expect(bots[0]?.supportsTargetedMessages).toBe(true);
  });

  it('asks for no permission to read what is not said to the bot', () => {
    expect(Object.keys(made())).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(authorization|permissions|webApplicationInfo)$/)]),
    );
  });

  it('names the host alone as valid, and the pages of whoever runs it', () => {
    expect(made().validDomains).toEqual(['bot.example.com']);
    const pages = { privacyUrl: 'https://example.org/privacy', termsUrl: 'https://example.org/terms' };
    const { developer } = teamsManifest(registry, { ...deployment, ...pages });
    expect(developer).toMatchObject({
      privacyUrl: pages.privacyUrl,
      termsOfUseUrl: pages.termsUrl,
    });
  });

  it('is of the same application as its bot', () => {
    const { id, bots, version } = made();
    expect([id, bots[0]?.botId, version]).toEqual([deployment.appId, deployment.appId, '1.2.3']);
  });
});

describe('the menu of the Teams app', () => {
  it.each([
    ['rooms', ['team', 'groupChat'], inRooms],
    ['the personal chat', ['personal'], inPerson],
  ])('of %s holds commands that exist, no more than Teams shows, none twice', (_where, scopes, names) => {
    const list = made().bots[0]?.commandLists.find((one) => one.scopes.join() === scopes.join());
    const titles = list?.commands.map(({ title }) => title);
    const commands = titles?.filter((title) => title !== 'milestone') ?? [];
    expect(commands).toEqual([...names]);
    expect(registry.names).toEqual(expect.arrayContaining(commands));
    expect(new Set(names).size).toBe(names.length);
    expect(titles?.length).toBeLessThanOrEqual(maxMenuCommands);
  });

  it('says of each command what help says, with a line that works', () => {
    const entries = made().bots[0]?.commandLists.flatMap(({ commands }) => commands) ?? [];
    expect(entries).toContainEqual({
      title: 'progress',
      description: 'Report progress on a milestone. For example: progress 3 60 OAuth flow works',
    });
    expect(entries).toContainEqual({
      title: 'list',
      description: 'List the milestones of this project; list mine shows your own.',
    });
  });

  it('has a slash in rooms alone, with /milestone before all commands', () => {
    const lists = made().bots[0]?.commandLists ?? [];
    const slashed = lists.filter(({ triggers }) => triggers.includes('slash'));
    expect(slashed.map(({ scopes }) => scopes)).toEqual([['team', 'groupChat']]);
    expect(slashed[0]?.commands[0]?.title).toBe('milestone');
    const { examples } = registry.find('progress') ?? { examples: [''] };
    expect(slashed[0]?.commands[0]?.description).toContain(`milestone ${examples[0]}`);
    const read = readLine(`milestone ${examples[0]}`, registry, { today: '2026-11-30' });
    expect(read).toMatchObject({ is: 'read', command: { name: 'progress' } });
  });

  it('cannot name a command that is gone', () => {
    expect(() => chosen(registry, ['list', 'fly'])).toThrow('"fly"');
  });
});
