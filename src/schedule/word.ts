import type { Temporal } from 'temporal-polyfill';
import { checkpointCard } from '../../cards/views/launch/metrics.ts';
import { retrospectiveCard } from '../../cards/views/launch/retrospective.ts';
import { askedCard } from '../../cards/views/rhythm/asked.ts';
import { digestCard } from '../../cards/views/rhythm/digest.ts';
import { againCard, personalCard } from '../../cards/views/rhythm/personal.ts';
import { late, type Sent } from '../../cards/views/rhythm/sections.ts';
import type { Tx } from '../../db/database.ts';
import { loadMetrics } from '../../db/queries/launch/metrics.ts';
import { loadPast } from '../../db/queries/plan/past.ts';
import { loadPlan, loadProject } from '../../db/queries/project/project-facts.ts';
import { loadSince } from '../../db/queries/rhythm/digest.ts';
import { loadOwn, loadReader, type OwnOf } from '../../db/queries/rhythm/personal.ts';
import { healthOf, signalsOf } from '../domain/health/health.ts';
import { retrospectiveOf } from '../domain/launch/retrospective.ts';
import { digestOf, isWaiting, saysSomething } from '../domain/rhythm/digest.ts';
import { decides, hasSaid, isNothing, isPutOff, type Own, personalOf } from '../domain/rhythm/personal.ts';
import { todayIn } from '../domain/time/dates.ts';
import type { ScheduledMessage } from '../domain/time/schedule.ts';
import type { Word, Worded } from '../ports/content.ts';
import { wordCadence } from './word-cadence.ts';
import { wordContingency, wordDecision } from './word-launch.ts';
import { card, nothing, sentAt } from './worded.ts';

/**
 * Words what a schedule planned, as things stand when it is sent (RMD-5); `now` is the calendar's
 * clock. Each kind reads twice, however much there is to say.
 */
export function worder(now: () => Temporal.Instant): Word {
  return (tx, message) => {
    const at = now().toString({ fractionalSecondDigits: 3 });
    switch (message.kind) {
      case 'digest':
        return digest(tx, message, at);
      case 'personal':
      case 'ask':
      case 'again':
        return own(tx, { ...message, kind: message.kind }, at);
      case 'checkpoint':
        return checkpoint(tx, message, at);
      case 'cadence':
      case 'draft':
      case 'standup':
      case 'summary':
        return wordCadence(tx, message, at);
      case 'decision':
        return wordDecision(tx, message, at);
      case 'contingency':
        return wordContingency(tx, message, at);
      case 'retrospective':
        return retrospective(tx, message, at);
      default:
        return message.kind satisfies never;
    }
  };
}

/** What somebody asked for is said in any case. */
async function digest(
  tx: Tx,
  { slot, roomId, projectId, personId }: ScheduledMessage,
  now: string,
): Promise<Worded> {
  const facts = projectId ? await loadProject(tx, projectId) : undefined;
  if (!facts) return nothing('the room has no project any more');
  const { since, happened, names, missed } = await loadSince(tx, {
    roomId,
    projectId: facts.project.id,
    slot,
  });
  const sent = sentAt(slot, now, facts.project.zone);
  const said = digestOf(facts, happened, sent.today, todayIn(since, facts.project.zone));
  if (!saysSomething(said) && personId === null && !missed)
    return nothing('nothing was due and nothing had changed');
  const health = healthOf(signalsOf(facts, sent.today));
  return card(digestCard({ facts, health, digest: said, since, names, missed }, sent));
}

/** Whoever has planned more meanwhile is not through yet. */
async function retrospective(tx: Tx, { slot, projectId }: ScheduledMessage, now: string): Promise<Worded> {
  const past = projectId ? await loadPast(tx, projectId) : undefined;
  if (!past) return nothing('the room has no project any more');
  const sent = sentAt(slot, now, past.project.zone);
  const said = retrospectiveOf(past, sent.today);
  if (!said.isFinished) return nothing('there is something to do again');
  const drawn = retrospectiveCard(past, said, sent);
  return card({ ...drawn, blocks: [...drawn.blocks, ...late(sent)] });
}

/** The day that the metrics were to be reached by is the end of the target. */
async function checkpoint(
  tx: Tx,
  { slot, projectId, target }: ScheduledMessage,
  now: string,
): Promise<Worded> {
  const facts = projectId ? await loadPlan(tx, projectId) : undefined;
  if (!facts) return nothing('the room has no project any more');
  const day = target.slice(-'YYYY-MM-DD'.length);
  const metrics = (await loadMetrics(tx, facts.project.id)).filter((one) => one.checkpoint === day);
  if (metrics.length === 0) return nothing('nothing is to be reached by that day any more');
  const sent = sentAt(slot, now, facts.project.zone);
  return card(checkpointCard({ project: facts.project, metrics }, day, sent));
}

type OwnKind = 'personal' | 'ask' | 'again';

/** What a message to somebody is worded from. */
type Told = {
  reader: NonNullable<Awaited<ReturnType<typeof loadReader>>>;
  rows: Own[];
  sent: Sent;
};

async function own(tx: Tx, message: ScheduledMessage & { kind: OwnKind }, now: string): Promise<Worded> {
  const { kind, slot, personId, projectId, milestoneId } = message;
  if (personId === null) return nothing('it was for nobody');
  const target = { personal: personId, ask: `${projectId}/${personId}`, again: '' }[kind];
  const reader = await loadReader(tx, { personId, kind, target, slot });
  if (!reader) return nothing('they are no longer here');
  const of: OwnOf | undefined = {
    personal: 'theirs' as const,
    ask: projectId === null ? undefined : { workingOn: projectId },
    again: milestoneId === null ? undefined : { milestoneId },
  }[kind];
  if (!of) return nothing('what it was about is gone');
  const rows = await loadOwn(tx, personId, of);
  return wordings[kind]({ reader, rows, sent: sentAt(slot, now, reader.zone) });
}

const wordings: Record<OwnKind, (told: Told) => Worded> = {
  personal({ reader, rows, sent }) {
    const day = todayIn(sent.slot, reader.zone);
    const said = personalOf(
      rows,
      reader,
      { ...sent, day, previous: reader.previous },
      reader.risks,
      reader.votes,
    );
    if (isNothing(said) && !reader.missed) return nothing('nothing was due and nothing waited');
    return card(personalCard(said, sent, reader.missed));
  },

  ask({ reader, rows, sent }) {
    if (rows.length === 0) return nothing(`${reader.name} has no work in progress`);
    const asked = rows.filter(({ snooze }) => !isPutOff(snooze, sent.now));
    if (asked.length === 0) return nothing(`${reader.name} has put it off`);
    const silent = asked.filter((one) => !hasSaid(one, reader.previous));
    const [first] = silent;
    if (!first) return nothing(`${reader.name} has updated it already`);
    return card(askedCard(first.project.name, silent, sent));
  },

  again({ reader, rows: [one], sent }) {
    if (!one) return nothing('what it was about is gone');
    const { milestone, snooze } = one;
    if (milestone.status === 'done') return nothing('it is done');
    if (milestone.droppedAt) return nothing('it was dropped');
    if (!snooze) return nothing(`${reader.name} is reminded of it as before`);
    if (isPutOff(snooze, sent.now)) return nothing(`${reader.name} has put it off once more`);
    if (isWaiting(milestone) && !decides(one)) return nothing('it waits for somebody else');
    return card(againCard(one, sent));
  },
};
