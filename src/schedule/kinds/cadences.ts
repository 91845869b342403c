import { digestCard } from '../../../cards/views/rhythm/digest.ts';
import { behindCard, draftCard, noteCard } from '../../../cards/views/rhythm/project-cadences.ts';
import type { SendTime } from '../../../cards/views/rhythm/sections.ts';
import { standupCard, summaryCard } from '../../../cards/views/rhythm/standup.ts';
import type { Tx } from '../../../db/database.ts';
import { loadProject } from '../../../db/queries/project/project-facts.ts';
import { loadSince } from '../../../db/queries/rhythm/digest.ts';
import { loadReader } from '../../../db/queries/rhythm/personal.ts';
import { loadCadence, loadRound } from '../../../db/queries/rhythm/project-cadences.ts';
import { placeOf } from '../../../db/queries/schedule/address.ts';
import { cadenceClock, type DueCadence } from '../../../db/queries/schedule/cadences.ts';
import type { Send } from '../../../db/queries/schedule/write.ts';
import { withheld } from '../../domain/customer/withhold.ts';
import type { ProjectFacts } from '../../domain/facts.ts';
import { healthOf, signalsOf } from '../../domain/health/health.ts';
import { progressOf, projectProgress } from '../../domain/plan/progress.ts';
import { digestOf, saysSomething } from '../../domain/rhythm/digest.ts';
import type { KnownCadence } from '../../domain/rhythm/project-cadence.ts';
import type { ScheduledMessage } from '../../domain/rhythm/scheduled.ts';
import { percentWords } from '../../domain/text/wording.ts';
import { addMinutes, todayIn } from '../../domain/time/dates.ts';
import type { Worded } from '../../ports/content.ts';
import { type Batch, type Due, defineKind, type Words } from '../define-kind.ts';
import { deferForQuietHours, dueOf, dueOnce } from '../due.ts';
import { forRoom } from '../for-room.ts';
import { intoRooms } from '../on-day.ts';
import { roundsDue } from '../standup.ts';
import { card, idIn, nothing, sentAt } from '../worded.ts';

/**
 * The cadences of a project (LCH-8). A standup asks each person and sums up the answers; an announcement
 * asks its owner to confirm it; the others send one message into the rooms.
 */
export const cadences = defineKind(cadenceClock, {
  due(cadence, batch) {
    const { kind, every, on, time, zone, holidays, at } = cadence;
    if (kind === 'standup' && every) return dueRounds({ ...cadence, every }, batch);
    const calendar = { zone, holidays };
    const { slot, nextAt } = every
      ? dueOf({ cadence: every, calendar, at }, batch)
      : dueOnce({ date: on ?? '', time, calendar, at }, batch);
    if (slot === null) return { sends: [], nextAt };
    const isDraft = kind === 'announcement';
    return {
      sends: isDraft ? draftsTo(cadence, slot, batch) : toRooms(cadence, 'cadence', slot, batch),
      nextAt,
    };
  },

  words: {
    cadence: wordCadence(intoRoom),
    draft: wordCadence(draft),
    standup: wordCadence(question),
    summary: wordCadence(summary),
  },
});

const draftsTo = (cadence: DueCadence, slot: string, batch: Batch): Send[] =>
  peopleOf(cadence).map((person) => ({
    ...toPerson(cadence, 'draft', person),
    ...deferForQuietHours(slot, person, batch.now),
  }));

/** Questions to those whose time has come, and the summary once everybody had time to answer. */
function dueRounds(cadence: DueCadence & Pick<Parameters<typeof roundsDue>[1], 'every'>, batch: Batch): Due {
  const { asks, ends, nextAt } = roundsDue(peopleOf(cadence), cadence, batch);
  const questions = asks.map(({ person, day, slot }) => ({
    ...toPerson(cadence, 'standup', person, day),
    ...deferForQuietHours(slot, person, batch.now),
  }));
  const summaries = ends.flatMap(({ day, slot }) => toRooms(cadence, 'summary', slot, batch, day));
  return { sends: [...questions, ...summaries], nextAt };
}

const peopleOf = ({ people, zone }: DueCadence) =>
  (people ?? []).map((person) => ({ ...person, zone: person.zone ?? zone }));

/** The target is `cadence/person/day`; only rounds have a day. */
const toPerson = (
  { id, projectId }: DueCadence,
  kind: Send['kind'],
  { personId, address }: ReturnType<typeof peopleOf>[number],
  day?: string,
) => ({ kind, target: targetOf(id, personId, day), projectId, personId, to: placeOf(address) });

const toRooms = (
  { id, projectId, rooms }: DueCadence,
  kind: Send['kind'],
  slot: string,
  batch: Batch,
  day?: string,
): Send[] =>
  intoRooms(rooms, batch, (roomId) => ({ kind, target: targetOf(id, roomId, day), slot, projectId }));

const targetOf = (...parts: (string | undefined)[]) => parts.filter(Boolean).join('/');
const roundOf = (target: string) => target.split('/')[2] ?? '';

/** What a message of a cadence is worded from. */
type Told = { tx: Tx; message: ScheduledMessage; cadence: KnownCadence; facts: ProjectFacts; sent: SendTime };

function wordCadence(say: (told: Told) => Worded | Promise<Worded>): Words {
  return async (tx, message, now) => {
    const cadence = await loadCadence(tx, idIn(message.target));
    if (!cadence || cadence.state === 'off') return nothing('it is off');
    const loaded = await loadProject(tx, cadence.projectId);
    if (!loaded) return nothing('the project no longer exists');
    const facts = cadence.audience === 'customer' ? withheld(loaded) : loaded;
    return say({ tx, message, cadence, facts, sent: sentAt(message.slot, now, facts.project.zone) });
  };
}

function draft({ cadence, facts: { project }, sent }: Told): Worded {
  if (cadence.state === 'done') return nothing('it was sent already');
  if (cadence.state === 'skipped') return nothing('it was skipped before');
  return card(draftCard(project, cadence, sent));
}

/** Not sent to those who have answered, or whose answer would come too late. */
async function question({ tx, message, cadence, facts: { project }, sent }: Told): Promise<Worded> {
  const { personId, slot, target } = message;
  const round = roundOf(target);
  if (personId === null) return nothing('it had no recipient');
  // planned before the first of all was asked; the day may have become a holiday since
  if (project.holidays.includes(round)) return nothing('the day has become a holiday');
  const until = addMinutes(slot, cadence.minutes);
  if (until <= sent.now) return nothing('its summary was sent already');
  const { answers } = await loadRound(tx, cadence.id, round);
  if (answers.some((one) => one.personId === personId)) return nothing('the person has answered already');
  const reader = await loadReader(tx, { personId, kind: 'standup', target, slot });
  if (!reader) return nothing('the person has left');
  return card(standupCard(project, cadence, until, sentAt(slot, sent.now, reader.zone)));
}

async function summary({ tx, message, cadence, facts: { project }, sent }: Told): Promise<Worded> {
  const round = roundOf(message.target);
  const { answers, silent } = await loadRound(tx, cadence.id, round);
  if (answers.length === 0 && silent.length === 0) return nothing('it asked nobody');
  return card(summaryCard(project, cadence, { answers, silent, round }, sent));
}

function intoRoom(told: Told): Worded | Promise<Worded> {
  const { cadence, facts, sent } = told;
  switch (cadence.kind) {
    case 'review':
    case 'planning':
      return digest(told);
    case 'expect':
      return expected(told);
    case 'note':
      return card(noteCard(facts.project, cadence, sent));
    default:
      return nothing('it has become another kind of message');
  }
}

/** SendTime only if less is done than was expected. */
function expected({ cadence, facts: { project, milestones }, sent }: Told): Worded {
  const percent = cadence.percent ?? 0;
  const of = milestones.find(({ id }) => id === cadence.milestoneId);
  if (cadence.milestoneId && !of) return nothing('the milestone was dropped');
  const done = of ? progressOf(of, milestones) : projectProgress(milestones);
  if (done >= percent) return nothing(`as expected, ${percentWords(done)} is done`);
  return card(behindCard(project, { done, expected: percent, of }, sent));
}

/** A digest since the last one of this cadence in this room. */
async function digest({ tx, message, cadence, facts: loaded, sent }: Told): Promise<Worded> {
  const { roomId, slot, target } = message;
  const { project } = loaded;
  const asked = { roomId, projectId: project.id, slot, kind: 'cadence', target } as const;
  const {
    facts,
    last: { since, happened, names },
  } = forRoom(loaded, await loadSince(tx, asked));
  const said = digestOf(facts, happened, sent.today, todayIn(since, project.zone));
  if (!saysSomething(said)) return nothing('nothing was due and nothing had changed');
  const health = healthOf(signalsOf(facts, sent.today));
  return card(digestCard({ facts, health, digest: said, since, names }, sent, cadence.what));
}
