import { describe, expect, it } from 'vitest';
import { contributors, governors, headOf, planners } from '../../../src/domain/project/access.ts';
import { isCoached, type Kind, kinds, policiesOf } from '../../../src/domain/project/policies.ts';
import type { Role } from '../../../src/domain/project/roles.ts';
import { projectOf } from '../../support/cards/facts.ts';

/** What kinds without paid client work start with. */
const lenient = {
  maxDays: null,
  paymentGate: 'off',
  valueRequired: false,
  scopeLock: false,
  demoRequired: false,
  acceptanceDays: null,
  silence: 'escalate',
  approvals: 'any',
  satisfaction: 'delivery',
  impartial: true,
  evidenceReaction: 'white_check_mark',
} as const;

const owners = { head: 'owner', govern: ['owner'], plan: contributors } as const;

/** The table of kinds, as the requirements have it. */
const rows: Record<
  Kind,
  { head: Role; govern: readonly Role[]; plan: readonly Role[]; policies: ReturnType<typeof policiesOf> }
> = {
  client: {
    ...owners,
    policies: {
      ...lenient,
      maxDays: 28,
      paymentGate: 'refuse',
      valueRequired: true,
      scopeLock: true,
      demoRequired: true,
      approver: 'client',
      evidenceRequired: false,
      moneyOn: true,
    },
  },
  delivery: {
    ...owners,
    policies: { ...lenient, approver: 'nobody', evidenceRequired: false, moneyOn: true },
  },
  goal: { ...owners, policies: { ...lenient, approver: 'owner', evidenceRequired: false, moneyOn: false } },
  stages: {
    head: 'coach',
    govern: ['owner', 'coach'],
    plan: ['coach'],
    policies: { ...lenient, approver: 'coach', evidenceRequired: true, moneyOn: false },
  },
  launch: { ...owners, policies: { ...lenient, approver: 'owner', evidenceRequired: false, moneyOn: false } },
};

describe.each(kinds)('a project of kind %s', (kind) => {
  const project = projectOf(kind);

  it('is run, planned and headed by the roles of its row', () => {
    const { head, govern, plan } = rows[kind];
    expect({ head: headOf(project), govern: governors(project), plan: planners(project) }).toEqual({
      head,
      govern,
      plan,
    });
    expect(isCoached(kind)).toBe(head === 'coach');
  });

  it('starts with the policies of its row, as a copy', () => {
    Object.assign(policiesOf(kind), { approver: 'changed' });
    expect(policiesOf(kind)).toEqual(rows[kind].policies);
  });
});

it('follows the default kind where there is no project, and is led by no coach', () => {
  expect([governors(undefined), planners(undefined), isCoached(undefined)]).toEqual([
    ['owner'],
    contributors,
    false,
  ]);
});
