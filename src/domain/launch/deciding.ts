import type { Decision } from '../change.ts';
import type { Event } from '../events.ts';
import type { Person } from '../people/person.ts';
import { cut } from '../text/cut.ts';
import { decisionName, tally, type Verdict } from './decision-point.ts';
import { type DecisionFacts, type DecisionWithVotes, judgedCriteria } from './launch.ts';

/** Who does something to a decision, and when: an ISO instant, and the day in the project's zone. */
export type Decider = { person: Pick<Person, 'id' | 'name'>; now: string; today: string };

/** What somebody says: a vote, or how a decision ends. The note is the reason of a no-go, the conditions of a go. */
export type VerdictInput = { choice: Verdict; note: string | null };

type Decided = Decision<DecisionFacts>;

/** Counts a vote; the last one that was waited for closes the decision by the rule of LCH-4. */
export function castVote(facts: DecisionFacts, voteId: string, said: VerdictInput, by: Decider): Decided {
  const votes = facts.decision.votes.map((vote) =>
    vote.id === voteId ? { ...vote, ...said, at: by.now } : vote,
  );
  const after = { what: decisionName(facts.decision), vote: said.choice };
  const voted: Decided = {
    changes: [{ alter: 'vote', id: voteId, set: { ...said, at: by.now } }],
    events: [{ type: 'voted', after, ...noted(said.note) }],
    next: altered(facts, { votes }),
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

/** Closes a decision: recorded once, whoever still had to vote, with its criteria as they stand then. */
export function closeDecision(
  facts: DecisionFacts,
  { choice, note }: VerdictInput,
  { person, now }: Decider,
): Decided {
  const { decision } = facts;
  const set = {
    outcome: choice,
    criteria: judgedCriteria(facts).map(({ text, met, figure }) => ({ text, met, figure })),
    outcomeNote: note,
    decidedById: person.id,
    decidedAt: now,
    version: decision.version + 1,
  };
  return {
    changes: [{ alter: 'decision', id: decision.id, set }],
    events: [{ type: 'decided', after: { what: decisionName(decision), outcome: choice }, ...noted(note) }],
    next: altered(facts, { ...set, decidedBy: person.name }),
  };
}

/** Somebody says of one of the manual criteria whether it is met; `index` from 0. */
export function recordCriterion(facts: DecisionFacts, index: number, met: boolean): Decided {
  const { decision } = facts;
  const criteria = decision.criteria.map((one, at) => (at === index ? { ...one, met } : one));
  const set = { criteria, version: decision.version + 1 };
  const told = decision.criteria[index];
  const after = { what: decisionName(decision), ...(told ? { criterion: told.text } : {}), met };
  return {
    changes: [{ alter: 'decision', id: decision.id, set }],
    events: [{ type: 'criterion_told', after }],
    next: altered(facts, set),
  };
}

const altered = (facts: DecisionFacts, set: Partial<DecisionWithVotes>): DecisionFacts => ({
  ...facts,
  decision: { ...facts.decision, ...set },
});

const noted = (note: string | null): Pick<Event, 'note'> => (note ? { note } : {});

const longestReason = 500;

/** What those said who made it this outcome: "Bo: the tests fail; Cy: no support yet". */
function reasonsOf(votes: DecisionWithVotes['votes'], outcome: Verdict): string | null {
  const said = votes.flatMap(({ choice, note, voter }) =>
    choice === outcome && choice !== 'go' && note ? [`${voter.name}: ${note}`] : [],
  );
  return said.length > 0 ? cut(said.join('; '), longestReason) : null;
}
