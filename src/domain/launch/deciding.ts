import type { Decision } from '../change.ts';
import type { Event } from '../events.ts';
import type { Person } from '../people/person.ts';
import { cut } from '../text/cut.ts';
import { decisionName, tally, type Verdict } from './decision-point.ts';
import { type DecisionFacts, type DecisionWithVotes, judgedCriteria } from './launch.ts';

/** Who acts on a decision and when: an ISO instant, and the date in the project's zone. */
export type Decider = { person: Pick<Person, 'id' | 'name'>; now: string; today: string };

/** A vote or an outcome. The note is the reason of a no-go, or the conditions of a go. */
type VerdictInput = { choice: Verdict; note: string | null };

type DecisionResult = Decision<DecisionFacts>;

/** Records a vote; the last missing one closes the decision (LCH-4). */
export function castVote(
  facts: DecisionFacts,
  voteId: string,
  said: VerdictInput,
  by: Decider,
): DecisionResult {
  const votes = facts.decision.votes.map((vote) =>
    vote.id === voteId ? { ...vote, ...said, at: by.now } : vote,
  );
  const after = { what: decisionName(facts.decision), vote: said.choice };
  const voted: DecisionResult = {
    changes: [{ alter: 'vote', id: voteId, set: { ...said, at: by.now } }],
    events: [{ type: 'voted', after, ...noteOf(said.note) }],
    next: withChanges(facts, { votes }),
  };
  const outcome = tally(votes);
  if (!outcome) return voted;
  const closing = closeDecision(voted.next, { choice: outcome, note: reasonsOf(votes, outcome) }, by);
  return {
    ...closing,
    changes: [...voted.changes, ...closing.changes],
    events: [...voted.events, ...closing.events],
  };
}

/** Closes a decision, even if votes are missing, and records its criteria as judged then. */
export function closeDecision(
  facts: DecisionFacts,
  { choice, note }: VerdictInput,
  { person, now }: Decider,
): DecisionResult {
  const { decision } = facts;
  const set = {
    outcome: choice,
    criteria: judgedCriteria(facts).map(({ text, met, figure }) => ({ text, met, figure })),
    outcomeNote: note,
    decidedById: person.id,
    decidedAt: now,
    targetThen: facts.project.target,
    version: decision.version + 1,
  };
  return {
    changes: [{ alter: 'decision', id: decision.id, set }],
    events: [{ type: 'decided', after: { what: decisionName(decision), outcome: choice }, ...noteOf(note) }],
    next: withChanges(facts, { ...set, decidedBy: person.name }),
  };
}

/** Records whether a manual criterion is met; `index` from 0. */
export function recordCriterion(facts: DecisionFacts, index: number, met: boolean): DecisionResult {
  const { decision } = facts;
  const criteria = decision.criteria.map((criterion, at) =>
    at === index ? { ...criterion, met } : criterion,
  );
  const set = { criteria, version: decision.version + 1 };
  const judged = decision.criteria[index];
  const after = { what: decisionName(decision), ...(judged ? { criterion: judged.text } : {}), met };
  return {
    changes: [{ alter: 'decision', id: decision.id, set }],
    events: [{ type: 'criterion_told', after }],
    next: withChanges(facts, set),
  };
}

const withChanges = (facts: DecisionFacts, set: Partial<DecisionWithVotes>): DecisionFacts => ({
  ...facts,
  decision: { ...facts.decision, ...set },
});

const noteOf = (note: string | null): Pick<Event, 'note'> => (note ? { note } : {});

const maxReasonUnits = 500;

/** Joins the notes of the votes for the outcome: "Bo: the tests fail; Cy: no support yet". */
function reasonsOf(votes: DecisionWithVotes['votes'], outcome: Verdict): string | null {
  const said = votes.flatMap(({ choice, note, voter }) =>
    choice === outcome && choice !== 'go' && note ? [`${voter.name}: ${note}`] : [],
  );
  return said.length > 0 ? cut(said.join('; '), maxReasonUnits) : null;
}
