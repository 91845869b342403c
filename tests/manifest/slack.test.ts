import { readdirSync, readFileSync } from 'node:fs';
import { WebClient } from '@slack/web-api';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { personEvents } from '../../adapters/slack/inbound/person-news.ts';
import { reactionEvents } from '../../adapters/slack/inbound/quoted/reaction.ts';
import { roomEvents } from '../../adapters/slack/inbound/room-news.ts';
import { slackManifest } from '../../manifest/slack.ts';
import { contents, events, methods, type Scope, scopes } from '../../manifest/slack-access.ts';
import { registry } from '../../src/commands/registry.ts';
import { type SlackRig, slackRig } from '../support/platforms/slack.ts';
import limits from './slack-schema.json' with { type: 'json' };

const made = () => slackManifest(registry, { publicUrl: 'https://bot.example.com/milepost' });
type Manifest = ReturnType<typeof made>;
const ajv = new Ajv({ strict: true, allErrors: true });
const withinLimits = ajv.compile(limits);

/** What Slack would say against it. */
const refusals = (manifest: Manifest) =>
  withinLimits(manifest) ? [] : (withinLimits.errors ?? []).map(({ instancePath }) => instancePath);

describe('the manifest of the Slack app', () => {
  it('keeps what Slack takes', () => {
    expect(refusals(made())).toEqual([]);
  });

  it.each<[string, (manifest: Manifest) => void, string]>([
    [
      'a name that is too long',
      ({ display_information }) => Object.assign(display_information, { name: 'M'.repeat(36) }),
      '/display_information/name',
    ],
    [
      'a short long description',
      ({ display_information }) => Object.assign(display_information, { long_description: 'Milestones.' }),
      '/display_information/long_description',
    ],
    [
      'an address without TLS',
      ({ settings }) => Object.assign(settings.interactivity, { request_url: 'http://bot.example.com' }),
      '/settings/interactivity/request_url',
    ],
    ['a misspelt setting', ({ settings }) => Object.assign(settings, { socket_mode: false }), '/settings'],
    [
      'an event twice',
      ({ settings }) => settings.event_subscriptions.bot_events.push('app_mention'),
      '/settings/event_subscriptions/bot_events',
    ],
  ])('would be refused with %s', (_what, spoil, where) => {
    const manifest = made();
    spoil(manifest);
    expect(refusals(manifest)).toEqual([where]);
  });

  it('names commands that exist in the hint of the slash command', () => {
    const hint = made().features.slash_commands[0]?.usage_hint.split(' | ') ?? [];
    expect(hint.length).toBeGreaterThan(0);
    expect(registry.names).toEqual(expect.arrayContaining(hint));
  });

  it('takes people and channels as ids, and messages in the direct chat', () => {
    const { slash_commands, app_home } = made().features;
    expect(slash_commands[0]?.should_escape).toBe(true);
    expect(app_home).toMatchObject({ messages_tab_enabled: true, messages_tab_read_only_enabled: false });
  });
});

describe('what Milepost asks of a workspace', () => {
  const asked = Object.keys(scopes) as Scope[];

  it('is every permission that it needs, and no other', () => {
    const needed = new Set<Scope>([
      'commands',
      ...Object.values({ ...events, ...methods, ...contents }).flat(),
    ]);
    expect(new Set(made().oauth_config.scopes.bot)).toEqual(needed);
  });

  it('has a reason for each, and says what is lost without an optional one', () => {
    expect(asked.filter((scope) => scopes[scope].why.length < 20)).toEqual([]);
    const { bot, bot_optional } = made().oauth_config.scopes;
    expect(bot_optional).toEqual([
      'channels:history',
      'groups:history',
      'reactions:read',
      'channels:join',
      'files:read',
      'usergroups:read',
      'users:read.email',
    ]);
    expect(bot).toEqual(expect.arrayContaining(bot_optional));
  });

  it('covers every method that the adapter calls, and none that it does not', () => {
    const folder = new URL('../../adapters/slack/', import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    );
    const source = files.map((file) => readFileSync(new URL(file, folder), 'utf8'));
    expect(new Set(source.flatMap(calledIn))).toEqual(new Set(Object.keys(methods)));
  });

  it('is told of every event that the adapter listens to, and of no other', () => {
    expect(new Set(made().settings.event_subscriptions.bot_events)).toEqual(
      new Set([
        ...roomEvents,
        ...personEvents,
        ...reactionEvents,
        'app_mention',
        'message.im',
        'message.channels',
        'message.groups',
      ]),
    );
  });
});

/** Web API methods in a source text, as `usergroups.users.list`: everything that Slack's own client has. */
function calledIn(source: string): string[] {
  const client: object = new WebClient();
  const own = (part: unknown, name: string): unknown =>
    typeof part === 'object' && part !== null && Object.hasOwn(part, name)
      ? Reflect.get(part, name)
      : undefined;
  return [...source.matchAll(/\b((?:\w+\.)+\w+)\(/g)].flatMap(([, called = '']) => {
    const path = called.split('.');
    const starts = path.slice(0, -1).map((_name, from) => path.slice(from));
    const found = starts.find((names) => typeof names.reduce(own, client) === 'function');
    return found ? [found.join('.')] : [];
  });
}

describe('the address in the manifest', () => {
  let rig: SlackRig;
  beforeEach(async () => {
    rig = await slackRig();
  });
  afterEach(() => rig.close());

  it('is the one route that the adapter serves', () => {
    const { features, settings } = made();
    const addresses = new Set([
      features.slash_commands[0]?.url,
      settings.event_subscriptions.request_url,
      settings.interactivity.request_url,
    ]);
    expect([...addresses]).toEqual(['https://bot.example.com/milepost/slack/events']);
    expect(rig.app.hasRoute({ method: 'POST', url: '/slack/events' })).toBe(true);
  });

  it('brings mentions and direct messages to the core', async () => {
    const said = { user: 'UANA', text: 'list', ts: '1.1', team: 'T1' };
    await rig.desk.event('T1', { type: 'app_mention', channel: 'CGEN', ...said });
    await rig.desk.event('T1', { type: 'message', channel: 'DANA', channel_type: 'im', ...said });
    expect(rig.intents.map(({ room }) => room?.channel)).toEqual(['CGEN', 'DANA']);
  });
});
