import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import type { ReviewFacts } from '../../../src/domain/facts.ts';
import type { Who } from '../../../src/domain/project/access.ts';
import { policiesOf } from '../../../src/domain/project/policies.ts';
import { answerQuestion, askForMore } from '../../../src/domain/review/questions.ts';
import { decideReview } from '../../../src/domain/review/review.ts';
import { endBySilence } from '../../../src/domain/review/silence.ts';
import { factsOf, olivia, projectOf, reviewOf } from '../../support/cards/facts.ts';

const zones = ['Europe/London', 'Pacific/Auckland', 'America/Los_Angeles', 'Asia/Kolkata'];
const start = '2027-03-19T10:00:00.000Z';
const hourMs = 3_600_000;

type Step =
  | { is: 'wait'; hours: number }
  | { is: 'tick' | 'ask' | 'answer' | 'approve' }
  | { is: 'zone'; zone: string }
  | { is: 'holiday'; day: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ is: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 60 }) }),
  },
  { weight: 6, arbitrary: fc.constant<Step>({ is: 'tick' }) },
  { weight: 2, arbitrary: fc.constant<Step>({ is: 'ask' }) },
  { weight: 3, arbitrary: fc.constant<Step>({ is: 'answer' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ is: 'approve' }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('zone' as const), zone: fc.constantFrom(...zones) }) },
  {
    weight: 1,
    arbitrary: fc.record({ is: fc.constant('holiday' as const), day: fc.integer({ min: 1, max: 20 }) }),
  },
);

const who = (of: { id: string; name: string }, role: Who['role']): Who =>
  ({ person: { id: of.id, name: of.name, zone: null, email: null, admin: false }, role }) as Who;
const cleo = { ...olivia, id: 'cleo', name: 'Cleo' };

/** The hours of a span that are on working days of a zone and in no question, counted one by one. */
function workingHours(from: string, to: string, zone: string, facts: ReviewFacts): number {
  let count = 0;
  for (let at = Date.parse(from); at < Date.parse(to); at += hourMs) {
    const here = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
    const isAsked = facts.review.questions.some(
      ({ stopsClock, askedAt, answeredAt }) =>
        stopsClock && Date.parse(askedAt) <= at && at < Date.parse(answeredAt ?? '9999-01-01T00:00:00Z'),
    );
    const isOff = here.dayOfWeek > 5 || facts.project.holidays.includes(here.toPlainDate().toString());
    if (!isAsked && !isOff) count += 1;
  }
  return count;
}

/** The end of the window of somebody in a zone whom nobody asks, by counting days. */
function plainEnd(zone: string, days: number, holidays: readonly string[]): string {
  let day = Temporal.Instant.from(start).toZonedDateTimeISO(zone).toPlainDate();
  for (let left = days; left > 0; ) {
    day = day.add({ days: 1 });
    if (day.dayOfWeek <= 5 && !holidays.includes(day.toString())) left -= 1;
  }
  return day.toZonedDateTime({ timeZone: zone, plainTime: '17:00' }).toInstant().toString();
}

it('an acceptance never ends early for a reviewer, nor twice, in any order of events', () => {
  let ended = 0;
  const run = (days: number, silence: 'accept' | 'escalate' | 'stop', steps: readonly Step[]) => {
    const project = projectOf('client', {
      policies: { ...policiesOf('client'), evidenceRequired: false, demoRequired: false },
    });
    let facts: ReviewFacts = {
      ...factsOf({ submittedAt: start, submittedById: 'mo' }, { project, approvers: [cleo] }),
      review: { ...reviewOf(), submittedAt: start, windowDays: days, silence },
    };
    let now = Date.parse(start);
    let ends = 0;
    let decided = false;
    let ids = 0;
    const moment = () => ({
      now: new Date(now).toISOString(),
      newId: () => {
        ids += 1;
        return `q${ids}`;
      },
    });
    const take = (outcome: ReturnType<typeof askForMore>) => {
      if (outcome.ok) facts = outcome.value.next as ReviewFacts;
      return outcome.ok;
    };
    for (const one of steps) {
      if (one.is === 'wait') now += one.hours * hourMs;
      if (one.is === 'ask') take(askForMore(facts, who(cleo, 'client'), moment(), 'why?'));
      if (one.is === 'answer')
        take(answerQuestion(facts, who({ id: 'mo', name: 'Mo' }, 'contributor'), moment(), 'so'));
      if (one.is === 'approve')
        decided =
          take(
            decideReview(facts, who(cleo, 'client'), moment(), { type: 'approved', outcome: 'approved' }),
          ) || decided;
      if (one.is === 'zone') facts = { ...facts, approvers: [{ ...cleo, zone: one.zone }] };
      if (one.is === 'holiday') {
        const day = Temporal.PlainDate.from('2027-03-19').add({ days: one.day }).toString();
        facts = {
          ...facts,
          project: { ...facts.project, holidays: [...facts.project.holidays, day].sort() },
        };
      }
      if (one.is !== 'tick') continue;
      const decision = endBySilence(facts, moment().now);
      if (!decision) continue;
      ends += 1;
      ended += 1;
      expect(decided).toBe(false);
      for (const zone of [facts.project.zone, facts.approvers[0]?.zone ?? 'UTC']) {
        const end = plainEnd(zone, days, facts.project.holidays);
        expect(now).toBeGreaterThanOrEqual(Date.parse(end));
        const had = workingHours(start, moment().now, zone, facts);
        const owed = workingHours(start, end, zone, { ...facts, review: { ...facts.review, questions: [] } });
        expect(had).toBeGreaterThanOrEqual(owed);
      }
      expect(facts.review.questions.filter(({ stopsClock }) => stopsClock)).toEqual(
        facts.review.questions.filter(({ stopsClock, answeredAt }) => stopsClock && answeredAt !== null),
      );
      facts = decision.next as ReviewFacts;
    }
    expect(ends).toBeLessThanOrEqual(1);
  };
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom('accept' as const, 'escalate' as const, 'stop' as const),
      fc.array(step, { minLength: 5, maxLength: 40 }),
      run,
    ),
    { numRuns: 400, seed: 20_261_130 },
  );
  // sequences in which nothing ends would prove nothing
  expect(ended).toBeGreaterThan(50);
});
