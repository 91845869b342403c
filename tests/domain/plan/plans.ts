import type { HealthFacts } from '../../../src/domain/facts.ts';
import type { Blocker } from '../../../src/domain/health/blocker.ts';
import { newRisk, type Risk } from '../../../src/domain/health/risk.ts';
import type { NoGo } from '../../../src/domain/launch/decision-point.ts';
import * as cards from '../../support/cards/facts.ts';

/** Monday. */
export const { today } = cards;

/** A milestone of a plan, upcoming unless it is said otherwise; `m3` is number 3. */
export const planned = (
  number: number,
  more: Partial<HealthFacts['milestones'][number]> = {},
): HealthFacts['milestones'][number] => ({
  ...cards.stepOf(number, `Step ${number}`),
  startDate: null,
  riskAfter: null,
  extra: 0,
  doneAt: null,
  items: [],
  evidence: [],
  lastReview: null,
  ...more,
});

/** An open blocker; without a milestone's number it is the project's. */
export const blockerOf = (number: number, milestone?: number, text = `Reason ${number}`): Blocker =>
  cards.blockerOf(number, text, { milestoneId: milestone === undefined ? null : `m${milestone}` });

/** A risk that nobody has resolved. */
export const riskOf = (number: number, text: string, resolveBy: string | null): Risk =>
  newRisk({
    id: `r${number}`,
    projectId: 'p1',
    number,
    text,
    resolveBy,
    openedById: 'mo',
    openedAt: '2026-12-01T09:00:00.000Z',
  });

/** A no-go of 4 December on the present go-live date, without a fallback. */
export const noGoOf = (number: number, more: Partial<NoGo> = {}): NoGo => ({
  number,
  decidedAt: '2026-12-04T09:00:00.000Z',
  targetThen: '2026-12-18',
  fallback: null,
  ...more,
});

/** A launch with a plan that goes live on 18 December and began on 1 December. */
export const factsOf = (
  milestones: HealthFacts['milestones'],
  blockers: Blocker[] = [],
  project: Partial<HealthFacts['project']> = {},
  risks: Risk[] = [],
  more: Partial<Pick<HealthFacts, 'noGos' | 'began' | 'changeRequests'>> = {},
): HealthFacts => ({
  project: cards.projectOf('launch', project),
  milestones,
  blockers,
  risks,
  noGos: [],
  changeRequests: 0,
  invoices: [],
  actions: [],
  began: '2026-12-01T09:00:00.000Z',
  ...more,
});
