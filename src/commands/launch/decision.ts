import * as z from 'zod';
import { decisionCard } from '../../../cards/views/launch/decision.ts';
import type { Tx } from '../../../db/database.ts';
import { loadDecisions } from '../../../db/queries/launch/launch.ts';
import { removedNumbers } from '../../../db/queries/plan/removed-numbers.ts';
import { readCriterionDay } from '../../dates/dates.ts';
import type { Change } from '../../domain/change.ts';
import { criterionText, readCriteria, readCriterion } from '../../domain/launch/criteria-text.ts';
import {
  type DecisionPoint,
  decisionName,
  newDecision,
  newVote,
} from '../../domain/launch/decision-point.ts';
import type { DecisionWithVotes, LaunchFacts } from '../../domain/launch/launch.ts';
import { readRemedy, remedyText } from '../../domain/launch/remedy.ts';
import { nextNumber } from '../../domain/numbering.ts';
import { invalid, type Outcome, ok, rule } from '../../domain/outcome.ts';
import type { Person } from '../../domain/people/person.ts';
import { governors, needs, viewers, type Who } from '../../domain/project/access.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { dateSlot, peopleSlot, textSlot } from '../../grammar/slot.ts';
import { decisionResource } from '../../presenters/launch.ts';
import { defineCommand, type Moment } from '../../runner/define.ts';
import { findPerson } from '../../runner/references/find.ts';
import { parseNumber, refuseUnknown } from '../../runner/references/numbered.ts';
import { decisionLetter, loadLaunchPlan, requireOpen } from './launch-facts.ts';

const maxCriteria = 10;
const maxVoters = 20;

const input = z.object({
  question: textSlot('rest', 'Question', { max: 200, orNumber: 'D' }, 'Go for 19 Feb?'),
  on: dateSlot('Date').optional(),
  criteria: textSlot(
    'key',
    'Criteria, one a line',
    { max: 2000, rephrased: true },
    '80% of p0 done; 0 open p0 blockers',
  ).optional(),
  fallback: textSlot('key', 'If no-go', { max: 200, rephrased: true }, 'shift 7d').optional(),
  voters: peopleSlot('Voters').optional(),
});
type Given = z.output<typeof input>;

type Facts = LaunchFacts & {
  /** The decision to show or change; absent if a new one is planned. */
  decision?: DecisionWithVotes;
  next: number;
  voters: Person[];
};

/** Plans a decision, changes it, or shows its card (LCH-4). */
export const decision = defineCommand({
  name: 'decision',
  summary: 'Add a decision, change it, or post its card here.',
  title: 'Add a decision',
  submit: 'Add',
  examples: [
    'decision "Go for 19 Feb?" on:"18 dec 2026" criteria:"80% of p0 done; 0 open p0 blockers" fallback:"shift 7d" voters:@ana,@bo',
    'decision D2',
    'decision D2 on:"20 dec 2026"',
  ],
  input,
  async load(tx, given, who) {
    const facts = await loadLaunchPlan(tx, who);
    if (!facts.ok) return facts;
    const all = await loadDecisions(tx, { projectId: facts.value.project.id });
    const number = parseNumber(given.question ?? '', decisionLetter);
    const known = all.find((one) => one.number === number);
    if (number !== undefined && !known)
      return refuseUnknown(given.question, decisionLetter, all.map(decisionName));
    const voters = await votersOf(tx, who, given.voters ?? []);
    if (!voters.ok) return voters;
    return ok<Facts>({
      ...facts.value,
      ...(known ? { decision: known } : {}),
      next: nextNumber(all, (await removedNumbers(tx, facts.value.project.id)).D),
      voters: voters.value,
    });
  },
  permit: (who, { project, decision: known }, given) =>
    needs(who, known && isRead(given) ? viewers : governors(project)),
  decide(facts, given, who, at) {
    const { decision: known } = facts;
    if (known && isRead(given)) return ok({ changes: [], events: [], next: { ...facts, decision: known } });
    const allowed = check(given, at);
    if (!allowed.ok) return allowed;
    return known ? change(facts, known, given, at) : plan(facts, given, who, at);
  },
  view: (facts, _who, at) => decisionCard(facts, at),
  resource: decisionResource,
  done({ decision: known }, given) {
    const name = excerpt(decisionName(known), 100);
    const isKnown = parseNumber(given.question, decisionLetter) !== undefined;
    if (isRead(given) && isKnown) return `Posting the card of ${name}.`;
    return `${name} ${isKnown ? 'changed' : 'added'}.`;
  },
  says: ({ decision: known }) => ({ voters: known.votes.map(({ voter }) => voter.name).join(', ') ?? '' }),
  posts: ({ decision: known }) => ({ kind: 'decision', id: known.id }),
});

const isRead = ({ question: _, ...given }: Given) =>
  Object.values(given).every((value) => value === undefined);

async function votersOf(tx: Tx, who: Who, typed: readonly string[]): Promise<Outcome<Person[]>> {
  const found = new Map<string, Person>();
  for (const one of typed) {
    const person = await findPerson(tx, who, one);
    if (!person.ok) return person;
    found.set(person.value.id, person.value);
  }
  return ok([...found.values()]);
}

function check({ on, criteria, voters = [] }: Given, { today }: Moment): Outcome<true> {
  if (on && on < today) return invalid('decision', 'on', 'The date must be today or later.');
  const many = readCriteria(criteria ?? '').length;
  if (many > maxCriteria)
    return invalid(
      'decision',
      'criteria',
      `A decision has at most ${maxCriteria} criteria; you wrote ${many}.`,
    );
  if (voters.length > maxVoters)
    return invalid(
      'decision',
      'voters',
      `A decision has at most ${maxVoters} voters; you wrote ${voters.length}.`,
    );
  return ok(true);
}

/** Stores the normalised text, which means the same on any day. */
const criteriaOf = (typed: string, day: string) =>
  readCriteria(typed).map((text) =>
    criterionText(readCriterion(text, (said) => readCriterionDay(said, day))),
  );

const cleared = (text: string) => (text.toLowerCase() === 'none' ? null : text);

const fallbackOf = (typed: string | undefined) => {
  const text = typed === undefined ? null : cleared(typed);
  return text === null ? null : remedyText(readRemedy(text));
};

function plan(facts: Facts, given: Given, who: Who, at: Moment) {
  const { project } = facts;
  const on = given.on ?? null;
  const row = newDecision({
    id: at.newId(),
    projectId: project.id,
    number: facts.next,
    question: given.question,
    on,
    criteria: criteriaOf(given.criteria ?? '', on ?? at.today),
    fallback: fallbackOf(given.fallback),
    createdById: who.person.id,
  });
  const votes = votesFor(row, facts.voters, at);
  const known: DecisionWithVotes = { ...row, votes, decidedBy: null };
  return ok({
    changes: [{ add: 'decision' as const, row }, ...added(votes)],
    events: [{ type: 'decision_added' as const, after: { what: decisionName(row), on } }],
    next: { ...facts, decision: known },
  });
}

const votesFor = (
  { id, projectId }: DecisionPoint,
  voters: readonly Person[],
  at: Moment,
): DecisionWithVotes['votes'] =>
  voters.map((person) => ({
    ...newVote({ id: at.newId(), projectId, decisionId: id, personId: person.id }),
    voter: { name: person.name, addresses: [] },
  }));

const added = (votes: DecisionWithVotes['votes']): Change[] =>
  votes.map(({ voter: _, ...row }) => ({ add: 'vote', row }));

function change(facts: Facts, known: DecisionWithVotes, given: Given, at: Moment) {
  const open = requireOpen({ ...facts, decision: known });
  if (!open.ok) return open;
  const criteria = given.criteria === undefined ? undefined : (cleared(given.criteria) ?? '');
  const set = {
    ...(given.on === undefined ? {} : { on: given.on, askAt: null }),
    ...(criteria === undefined
      ? {}
      : { criteria: withAnswers(known, criteriaOf(criteria, given.on ?? known.on ?? at.today)) }),
    ...(given.fallback === undefined ? {} : { fallback: fallbackOf(given.fallback) }),
    version: known.version + 1,
  };
  const voters = given.voters ? changedVoters(known, facts.voters, at) : { changes: [], votes: known.votes };
  const next = { ...known, ...set, votes: voters.votes };
  if (
    JSON.stringify({ ...next, version: 0, askAt: 0 }) === JSON.stringify({ ...known, version: 0, askAt: 0 })
  )
    return rule(`Nothing changed: ${decisionName(known)} already has these values.`);
  return ok({
    changes: [{ alter: 'decision' as const, id: known.id, set }, ...voters.changes],
    events: [
      {
        type: 'decision_changed' as const,
        before: changedOnly(known, next),
        after: { what: decisionName(known), ...changedOnly(next, known) },
      },
    ],
    next: { ...facts, decision: next },
  });
}

/** Returns the fields for the history in which two decisions differ. */
const changedOnly = (row: DecisionPoint, other: DecisionPoint) => ({
  ...(row.on === other.on ? {} : { on: row.on }),
  ...(row.fallback === other.fallback ? {} : { fallback: row.fallback }),
});

/** Keeps the answers of criteria that stay. */
const withAnswers = ({ criteria }: DecisionWithVotes, texts: string[]) =>
  texts.map((text) => criteria.find((one) => one.text === text) ?? { text, met: null });

/** Keeps the votes of voters who stay. */
function changedVoters(known: DecisionWithVotes, voters: readonly Person[], at: Moment) {
  const stay = known.votes.filter((vote) => voters.some(({ id }) => id === vote.personId));
  const gone = known.votes.filter((vote) => !stay.includes(vote));
  const fresh = voters.filter(({ id }) => !stay.some((vote) => vote.personId === id));
  const votes = votesFor(known, fresh, at);
  const removed = gone.map(({ id }): Change => ({ remove: 'vote', id }));
  return { changes: [...removed, ...added(votes)], votes: [...stay, ...votes] };
}
