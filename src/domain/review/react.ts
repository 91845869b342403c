import type { Change, Decision } from '../change.ts';
import { alterMilestone, type MilestoneFacts } from '../facts.ts';
import type { Evidence, Milestone } from '../plan/milestone.ts';
import type { Quote } from './quote.ts';
import type { Reaction, ReactionReport } from './reaction.ts';

/** What a reaction needs to know, of its project and message. */
export type ReactionFacts = {
  project: MilestoneFacts['project'];
  report: ReactionReport;
  /** All reactions to the message that were reported. */
  known: Reaction[];
  /** The milestones whose evidence quotes the message. */
  quoting: MilestoneFacts[];
  /** The milestone that the message is evidence for; undefined where several are possible. */
  meant: MilestoneFacts | undefined;
  /** The message; absent when a reaction was taken back. */
  quoted: Quote | undefined;
};

/** What became of a reaction. `asks`: the person must choose the milestone. */
export type Reacted = ReactionFacts & { asks?: true };

/**
 * Returns the milestone that a reaction means, of those in progress: the only one, else the only stage. Undefined where
 * several are possible, or none.
 */
export function meantBy(working: readonly Pick<Milestone, 'id' | 'stage'>[]): string | undefined {
  const [only, ...others] = working.length > 1 ? working.filter(({ stage }) => stage !== null) : working;
  return others.length > 0 ? undefined : only?.id;
}

/**
 * Decides on a reaction: the first one adds evidence, the last one that is taken back removes what came from
 * reactions alone. A report that is older than the known one, or the same again, changes nothing.
 */
export function decideReaction(
  facts: ReactionFacts,
  who: { personId: string },
  at: { now: string; newId(): string },
): Decision<Reacted> {
  const { report, known, quoting } = facts;
  const own = known.find(({ reactor }) => reactor === report.reactor);
  if (own && own.stamp >= report.stamp) return { changes: [], events: [], next: facts };
  const { isOn, stamp } = report;
  const noted: Change = own
    ? { alter: 'reaction', id: own.id, set: { isOn, stamp } }
    : { add: 'reaction', row: { ...report, id: at.newId(), projectId: facts.project.id } };
  if (!isOn) return takenBack(facts, noted);
  const isThere = quoting.length > 0;
  if (isThere || !facts.quoted) return { changes: [noted], events: [], next: facts };
  if (!facts.meant) return { changes: [noted], events: [], next: { ...facts, asks: true } };
  return added(facts, { meant: facts.meant, quoted: facts.quoted, noted }, who, at);
}

function added(
  facts: ReactionFacts,
  { meant, quoted, noted }: { meant: MilestoneFacts; quoted: Quote; noted: Change },
  { personId }: { personId: string },
  at: { now: string; newId(): string },
): Decision<Reacted> {
  const row: Evidence = {
    id: at.newId(),
    projectId: facts.project.id,
    milestoneId: meant.milestone.id,
    itemId: null,
    kind: 'link',
    title: quoted.excerpt,
    url: quoted.permalink,
    value: null,
    target: null,
    quote: quoted,
    addedById: personId,
    addedAt: at.now,
  };
  const after = { evidence: row.title, kind: row.kind };
  const more: Change[] = [{ add: 'evidence', row }, noted];
  const next = { evidence: [...meant.evidence, row] };
  const decision = alterMilestone(meant, { type: 'evidence_added', after }, {}, next, more);
  return { ...decision, next: facts };
}

/** Removes the evidence that came from reactions alone, once nobody reacts any more. */
function takenBack(facts: ReactionFacts, noted: Change): Decision<Reacted> {
  const { known, report, quoting } = facts;
  const isHeld = known.some(({ reactor, isOn }) => isOn && reactor !== report.reactor);
  const all: Decision<Reacted> = { changes: [noted], events: [], next: facts };
  if (isHeld) return all;
  for (const milestone of quoting) {
    const gone = milestone.evidence.filter(({ quote }) => quote?.key === report.key && quote.byReaction);
    const [first] = gone;
    if (!first) continue;
    const kept = milestone.evidence.filter((piece) => !gone.includes(piece));
    const removed = gone.map(({ id }): Change => ({ remove: 'evidence', id }));
    const before = { evidence: first.title };
    const { changes, events } = alterMilestone(
      milestone,
      { type: 'evidence_removed', before },
      {},
      { evidence: kept },
      removed,
    );
    all.changes.push(...changes);
    all.events.push(...events);
  }
  return all;
}
