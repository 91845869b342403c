import * as z from 'zod';
import type { Card } from '../../../cards/model.ts';
import { type NextTime, ownDigestCard, roomDigestCard } from '../../../cards/views/rhythm/cadences.ts';
import type { Request } from '../../../db/queries/delivery/request.ts';
import type { Change } from '../../domain/change.ts';
import { changesBetween } from '../../domain/event-fields.ts';
import type { Event } from '../../domain/events.ts';
import { invalid, type Outcome, ok, rule } from '../../domain/outcome.ts';
import { contributors, governors, needs, viewers, type Who } from '../../domain/project/access.ts';
import type { RoomDigest } from '../../domain/project/room.ts';
import { inWords } from '../../domain/rhythm/cadence.ts';
import { capitalised } from '../../domain/text/wording.ts';
import { afterQuietHours, nextSlot } from '../../domain/time/calendar.ts';
import type { Cadence } from '../../domain/time/schedule.ts';
import { choiceSlot } from '../../grammar/slot.ts';
import { daysSlot, timeSlot } from '../../grammar/slot-time.ts';
import { digestResource } from '../../presenters/rhythm.ts';
import { defineCommand, type Moment } from '../../runner/define.ts';
import { cadenceOf, isSame } from './days-at.ts';
import { type DigestFacts, loadOwnDigest, loadRoomDigest } from './digest-facts.ts';

const input = z.object({
  when: choiceSlot('place', 'How often', ['now', 'daily', 'weekly', 'off']).optional(),
  at: timeSlot('Time').optional(),
  on: daysSlot('Days').optional(),
  in: choiceSlot('key', 'Where', ['channel', 'thread']).optional(),
});
type Given = z.output<typeof input>;

/** Shows, sets or sends digests (RMD-3, RMD-4). */
export const digest = defineCommand({
  name: 'digest',
  summary: 'Show or set when Milepost sends a digest here.',
  examples: [
    'digest',
    'digest daily at:09:00',
    'digest weekly on:friday in:thread',
    'digest now',
    'digest off',
  ],
  input,
  scope: 'workspace',
  load: (tx, given, who, { now }) =>
    who.here?.kind === 'direct' ? loadOwnDigest(tx, who, now) : loadRoomDigest(tx, who, now, !isRead(given)),
  permit(who, { whose }, given) {
    if (whose.is === 'own') return undefined;
    if (given.when === 'now') return needs(who, contributors);
    return needs(who, isRead(given) ? viewers : governors(whose.project));
  },
  decide(facts: DigestFacts, given, who, at) {
    if (isRead(given)) return ok({ changes: [], events: [], next: facts });
    if (given.when === 'now') return decideNow(facts, given, who, at);
    const asked = settingOf(facts, given);
    if (!asked.ok) return asked;
    const setting = { ...asked.value, digestAt: null };
    if (isSame(setting.digest, facts.setting.digest) && setting.digestIn === facts.setting.digestIn)
      return rule('Nothing changed: the digest has these settings already.');
    return ok({ ...written(facts, setting, who), next: { ...facts, setting } });
  },
  requests: ({ request }) => request,
  bare: ({ request }) => request !== undefined,
  view({ whose, setting }, who, { now }) {
    if (whose.is === 'room')
      return roomDigestCard(whose.project, setting, nextOf(setting, whose.project, now));
    const zone = who.person.zone ?? who.project?.zone ?? 'UTC';
    const next = nextOf(setting, { zone, holidays: [] }, now);
    return ownDigestCard(setting.digest, {
      zone,
      at: next.at && afterQuietHours(next.at, whose.quiet, zone),
    });
  },
  resource: digestResource,
  done({ whose, setting, request }) {
    const name = whose.is === 'room' ? `the digest of ${whose.project.name}` : 'your digest';
    if (request)
      return `Sending ${name}${whose.is === 'own' ? ', if something is due or waits for you' : ''}.`;
    return setting.digest
      ? `Milepost sends ${name} ${inWords(setting.digest)}.`
      : `${capitalised(name)} is off.`;
  },
});

const isRead = (given: Given) => Object.values(given).every((value) => value === undefined);

const nextOf = (
  { digest: cadence, digestAt }: RoomDigest,
  calendar: { zone: string; holidays: string[] },
  now: string,
): NextTime => ({ at: cadence && (digestAt ?? nextSlot(cadence, calendar, now)), zone: calendar.zone });

function decideNow(facts: DigestFacts, given: Given, who: Who, { now: at }: Moment) {
  if (given.at ?? given.on ?? given.in)
    return invalid('digest', 'when', '“digest now” takes no time, day or place.');
  if (facts.isRecent)
    return rule(
      'Somebody asked for a digest a moment ago.',
      'Milepost is sending it, or found nothing to report.',
    );
  const { whose } = facts;
  const asked = { personId: who.person.id, at, slot: `${at.slice(0, 16)}:00.000Z` };
  const request: Request<Card> =
    whose.is === 'own'
      ? { is: 'personal', chat: whose.chat, ...asked }
      : { is: 'digest', roomId: whose.room.id, projectId: whose.project.id, ...asked };
  const events: Event[] = whose.is === 'own' ? [] : [{ type: 'digest_asked' }];
  return ok({ changes: [], events, next: { ...facts, request } });
}

type Setting = Pick<RoomDigest, 'digest' | 'digestIn'>;

function settingOf({ whose, setting }: DigestFacts, given: Given): Outcome<Setting> {
  const { when, on, at } = given;
  if (whose.is === 'own' && given.in)
    return invalid('digest', 'in', 'Only a digest of a channel can be sent in a thread.');
  if (on && when && when !== 'weekly') return invalid('digest', 'on', 'Only a weekly digest has days.');
  const digestIn = given.in ?? setting.digestIn;
  if (!when && !on && !at) return ok({ digest: setting.digest, digestIn });
  const cadence = cadenceOf('digest', 'when', { days: daysOf(when, on, setting.digest), at }, setting.digest);
  return cadence.ok ? ok({ digest: cadence.value, digestIn }) : cadence;
}

/** Keeps the weekday of a weekly digest. */
function daysOf(
  when: Given['when'],
  on: Given['on'],
  was: Cadence | null,
): Cadence['days'] | null | undefined {
  if (when === 'off') return null;
  if (when === 'daily') return 'working';
  if (on || when !== 'weekly') return on;
  return was && was.days !== 'working' ? was.days : [1];
}

function written(
  { whose, setting: was }: DigestFacts,
  setting: RoomDigest,
  who: Who,
): { changes: Change[]; events: Event[] } {
  const { digest: cadence, digestAt, digestIn } = setting;
  const edited = changesBetween(inHistory(was), inHistory(setting));
  if (whose.is === 'own') {
    return {
      changes: [{ alter: 'person', id: who.person.id, set: { digest: cadence, digestAt } }],
      events: [{ type: 'preferences_changed', ...edited }],
    };
  }
  return {
    changes: [{ alter: 'room', id: whose.room.id, set: { digest: cadence, digestAt, digestIn } }],
    events: [{ type: 'schedule_changed', ...edited }],
  };
}

const inHistory = ({ digest: cadence, digestIn }: Setting) => ({
  digest: cadence && inWords(cadence),
  digestIn,
});
