import type { Approver, KnownReview, MilestoneFacts, ProjectFacts } from '../../../src/domain/facts.ts';
import type { Blocker } from '../../../src/domain/health/blocker.ts';
import { defaultBilling } from '../../../src/domain/money/billing.ts';
import { defaultTerms } from '../../../src/domain/money/terms.ts';
import type { Evidence, Item, Milestone, Review, Update } from '../../../src/domain/plan/milestone.ts';
import { type Kind, policiesOf } from '../../../src/domain/project/policies.ts';
import { defaultReminders, type Project } from '../../../src/domain/project/project.ts';

/** Monday. */
export const today = '2026-12-07';
/** The time of every event in the facts. */
export const at = '2026-12-07T09:00:00.000Z';

/** Returns a project as cards receive it. */
export const projectOf = (kind: Kind, more: Partial<Project> = {}): Project => ({
  id: 'p1',
  name: 'Apollo',
  kind,
  policies: policiesOf(kind),
  status: 'active',
  lost: null,
  archivedAt: null,
  target: '2026-12-18',
  price: null,
  currency: null,
  terms: defaultTerms,
  billing: defaultBilling,
  zone: 'Europe/London',
  holidays: [],
  reminders: defaultReminders,
  asks: null,
  version: 1,
  ...more,
});

/** A milestone in progress. */
export const beta: Milestone = {
  id: 'm3',
  projectId: 'p1',
  parentId: null,
  number: 3,
  order: 3,
  name: 'Beta launch',
  description: null,
  type: 'event',
  share: null,
  extra: 0,
  status: 'in_progress',
  ownerParty: 'expert',
  assigneeId: 'ana',
  outcome: null,
  blocksGoLive: false,
  startDate: null,
  dueDate: '2026-12-10',
  priority: 'p2',
  riskAfter: null,
  percent: 60,
  submittedAt: null,
  submittedById: null,
  doneAt: null,
  doneById: null,
  droppedAt: null,
  dropReason: null,
  stage: null,
  nextItem: 1,
  version: 7,
};

/** An approver with accounts on both platforms. */
export const olivia: Approver = {
  id: 'olivia',
  name: 'Olivia',
  zone: 'Europe/London',
  deputies: [],
  addresses: [
    { platform: 'slack', tenant: 'T1', user: 'UOLIVIA' },
    { platform: 'teams', tenant: 'T1', user: '29:olivia' },
  ],
};

/** Returns the facts of a milestone in progress. `milestone` overrides its fields, `more` the other facts. */
export function factsOf(
  milestone: Partial<Milestone> = {},
  more: Partial<MilestoneFacts> = {},
): MilestoneFacts {
  return {
    project: projectOf('launch'),
    milestone: { ...beta, ...milestone },
    items: [],
    evidence: [],
    lastUpdate: null,
    report: null,
    review: null,
    blockers: [],
    assignee: 'Ana',
    submittedBy: null,
    doneBy: null,
    children: [],
    risks: [],
    requires: [],
    enables: [],
    shares: [],
    payer: null,
    undecided: [],
    invoices: [],
    approvers: [olivia],
    ...more,
  };
}

/** Mo's last update. */
export const lastUpdate: Update & { author: string } = {
  id: 'u1',
  projectId: 'p1',
  milestoneId: 'm3',
  percent: 60,
  note: 'OAuth flow works',
  authorId: 'mo',
  at,
  state: 'approved',
  decidedById: null,
  decidedAt: null,
  reason: null,
  author: 'Mo',
};

/** Returns a review, open unless an outcome is given. */
export const reviewOf = (outcome: Review['outcome'] = 'open', note: string | null = null): KnownReview => ({
  id: 'r1',
  projectId: 'p1',
  milestoneId: 'm3',
  submittedById: 'mo',
  submittedAt: at,
  outcome,
  decidedById: outcome === 'open' ? null : 'olivia',
  decidedAt: outcome === 'open' ? null : at,
  note,
  decidedBy: outcome === 'open' ? null : 'Olivia',
  windowDays: null,
  silence: 'escalate',
  endedAt: null,
  endedAs: null,
  decidedForId: null,
  decidedFor: null,
  questions: [],
  approvals: [],
});

/** Returns a checklist with the given texts; those that begin with “x ” are ticked. */
export const itemsOf = (...texts: string[]): Item[] =>
  texts.map((text, index) => ({
    id: `i${index + 1}`,
    projectId: 'p1',
    milestoneId: 'm3',
    number: index + 1,
    kind: 'deliverable',
    text: text.replace(/^x /, ''),
    done: text.startsWith('x '),
    skipReason: null,
  }));

/** Returns an open blocker of the milestone; `milestoneId: null` makes it one of the project. */
export const blockerOf = (number: number, text: string, more: Partial<Blocker> = {}): Blocker => ({
  id: `b${number}`,
  projectId: 'p1',
  milestoneId: 'm3',
  number,
  text,
  by: null,
  openedById: 'mo',
  openedAt: at,
  clearedById: null,
  clearedAt: null,
  ...more,
});

/** Evidence of the kind `link`. */
export const evidence: Evidence = {
  id: 'e1',
  projectId: 'p1',
  milestoneId: 'm3',
  itemId: null,
  kind: 'link',
  title: 'Signed contract',
  url: 'https://example.com/contract',
  value: null,
  target: null,
  quote: null,
  addedById: 'mo',
  addedAt: at,
};

/** Returns a milestone of a plan; its position is its number. */
export const stepOf = (
  number: number,
  name: string,
  more: Partial<ProjectFacts['milestones'][number]> = {},
): ProjectFacts['milestones'][number] => ({
  id: `m${number}`,
  parentId: null,
  number,
  name,
  outcome: null,
  order: number,
  status: 'upcoming',
  percent: null,
  share: null,
  dueDate: null,
  submittedAt: null,
  ownerParty: 'expert',
  assigneeId: null,
  blocksGoLive: false,
  priority: 'p2',
  items: [],
  ...more,
});
