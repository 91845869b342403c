import { describe, expect, it } from 'vitest';
import { readJson } from '../../adapters/shared/json.ts';
import { decodeBody } from '../../adapters/slack/inbound/body.ts';
import { normaliseLine } from '../../adapters/slack/inbound/line.ts';
import { roomNews } from '../../adapters/slack/inbound/room-news.ts';
import { parseBody, type SlackBody } from '../../adapters/slack/inbound/schemas.ts';
import { readFormMetadata } from '../../adapters/slack/reply/modal.ts';
import { filesOf } from '../../adapters/teams/inbound/files.ts';
import { lineOf } from '../../adapters/teams/inbound/line.ts';
import { actorOf, deliveryOf, roomOf, tenantsOf } from '../../adapters/teams/inbound/origin.ts';
import { roomNewsOf } from '../../adapters/teams/inbound/room-news.ts';
import {
  activitySchema,
  executeSchema,
  pressSchema,
  taskSchema,
} from '../../adapters/teams/inbound/schemas.ts';
import { decodePress } from '../../cards/render/slack/actions.ts';
import { mutated, oneOf, seeded } from '../support/platforms/mutate.ts';
import { activities, events, interactions, lines, slash } from '../support/platforms/payloads.ts';

/** Change it to see other cases; a failure names its case by number. */
const seed = 20_260_611;
const times = 50_000;

const about = { team: 'T0ACME', channel: 'CAPOLLO', user: 'UMO', bot: 'UBOT' };
const form = 'application/x-www-form-urlencoded';

/** A request of Slack with something wrong in it, as it comes over the wire. */
function slackRequest(random: () => number): { type: string; raw: Buffer } {
  const how = random();
  if (how < 0.3) {
    const fields = mutated(slash(about, oneOf(random, lines)), random) as Record<string, unknown>;
    const pairs = Object.entries(fields).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value ?? null),
    ]);
    const extra: [string, string][] = random() < 0.1 ? [['text', 'twice']] : [];
    return { type: form, raw: Buffer.from(new URLSearchParams([...pairs, ...extra]).toString()) };
  }
  const isEvent = how > 0.65;
  const json = JSON.stringify(mutated(oneOf(random, isEvent ? slackEvents : slackInteractions), random));
  const text = random() < 0.02 ? json.slice(0, Math.floor(random() * json.length)) : json;
  return isEvent
    ? { type: 'application/json', raw: Buffer.from(text) }
    : { type: form, raw: Buffer.from(new URLSearchParams({ payload: text }).toString()) };
}
const slackInteractions = interactions(about);
const slackEvents = events(about);

/** Whatever reads a body of known shape first. */
function readSlack(body: SlackBody): void {
  const { event, actions, view, text } = body as {
    event?: { text?: unknown };
    actions?: { value?: string | null; block_id?: string | null }[];
    view?: { private_metadata: string };
    text?: string;
  };
  if (event) roomNews(event, 'T0ACME', 'UBOT');
  if (typeof event?.text === 'string') normaliseLine(event.text, 'T0ACME', 'UBOT');
  if (typeof text === 'string') normaliseLine(text, 'T0ACME', 'UBOT');
  for (const { value, block_id } of actions ?? []) decodePress(value ?? '', block_id ?? undefined);
  if (view) readFormMetadata(view.private_metadata);
}

const usual = {
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  from: { id: '29:mo', name: 'Mo', aadObjectId: 'aaaaaaaa-0000-4000-8000-000000000001' },
  recipient: { id: '28:bot', name: 'Milepost' },
  conversation: { id: '19:apollo@thread.tacv2;messageid=1', conversationType: 'channel', tenantId: 't1' },
  channelData: { tenant: { id: 't1' }, channel: { id: '19:apollo@thread.tacv2' }, team: { id: '19:team' } },
  localTimezone: 'Europe/London',
};
const teamsActivities = activities(usual);

/** Whatever reads an activity of known shape first; how many of what came through it can be kept in a database. */
function readTeams(body: unknown): unknown {
  const activity = activitySchema.safeParse(body).data;
  if (!activity) return undefined;
  const tenant = tenantsOf(activity)[0] ?? 't1';
  pressSchema.safeParse(activity.value);
  executeSchema.safeParse(activity.value);
  taskSchema.safeParse(activity.value);
  filesOf(activity, { info() {}, warn() {}, error() {} } as never);
  roomNewsOf(activity, tenant);
  return [
    lineOf(activity, tenant),
    actorOf(activity, tenant),
    roomOf(activity, tenant),
    deliveryOf(activity),
  ];
}

/** What PostgreSQL does not keep. */
const unkeepable = (value: unknown) => {
  const json = JSON.stringify(value) ?? '';
  return /(?<!\\)(\\\\)*\\u(0000|d[89a-f][0-9a-f]{2})/i.test(json);
};

describe('payloads with something wrong in them', () => {
  it(`of Slack, ${times} of them, are read or refused, and hold nothing that cannot be kept`, {
    timeout: 60_000,
  }, () => {
    const random = seeded(seed);
    const found = { known: 0, unused: 0, malformed: 0 };
    for (let nth = 0; nth < times; nth += 1) {
      const { type, raw } = slackRequest(random);
      const decoded = decodeBody(type, raw);
      const read = decoded ? parseBody(decoded) : ({ is: 'malformed' } as const);
      found[read.is] += 1;
      if (read.is !== 'known') continue;
      readSlack(read.body);
      if (unkeepable(read.body)) expect.fail(`case ${nth}: ${raw.toString().slice(0, 500)}`);
    }
    // the test is worth something only while both happen often
    expect(Math.min(found.known, found.malformed)).toBeGreaterThan(times / 10);
    expect(found.unused).toBeGreaterThan(100);
  });

  it(`of Teams, ${times} of them, are read or refused, and hold nothing that cannot be kept`, {
    timeout: 60_000,
  }, () => {
    const random = seeded(seed + 1);
    let known = 0;
    for (let nth = 0; nth < times; nth += 1) {
      const json = JSON.stringify(mutated(oneOf(random, teamsActivities), random));
      const read = readTeams(readJson(json));
      if (read !== undefined) known += 1;
      if (unkeepable(read)) expect.fail(`case ${nth}: ${json.slice(0, 500)}`);
    }
    expect(known).toBeGreaterThan(times / 10);
    expect(times - known).toBeGreaterThan(times / 10);
  });
});
