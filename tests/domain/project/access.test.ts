import { describe, expect, it } from 'vitest';
import {
  contributors,
  deciders,
  governors,
  needs,
  planners,
  roleByRoom,
  viewers,
  type Who,
} from '../../../src/domain/project/access.ts';
import {
  creatorRole,
  defaultReminders,
  type Kind,
  kinds,
  type Policies,
  type Project,
  policiesOf,
} from '../../../src/domain/project/project.ts';
import { type Role, roles } from '../../../src/domain/project/roles.ts';

const who = (role: Role): Who => ({
  workspaceId: 'w',
  person: { id: 'p', name: 'Ana', zone: null, email: null, admin: false },
  standing: 'member',
  platform: 'slack',
  here: undefined,
  room: undefined,
  tenant: 'T1',
  linkedElsewhere: false,
  project: undefined,
  role,
  adminOpen: false,
});

const projectOf = (kind: Kind): Project => ({
  id: 'p1',
  name: 'Apollo',
  kind,
  policies: policiesOf(kind),
  status: 'draft',
  target: null,
  price: null,
  currency: null,
  zone: 'UTC',
  holidays: [],
  reminders: defaultReminders,
  asks: null,
  version: 1,
});

describe('who may', () => {
  it.each(
    roles.flatMap((role) => [
      { role, of: viewers },
      { role, of: contributors },
    ]),
  )('$role of $of', ({ role, of }) => {
    expect(needs(who(role), of)).toEqual(of.includes(role) ? undefined : [...of]);
  });

  it('look: everybody but those with no role', () => {
    expect(roles.filter((role) => !viewers.includes(role))).toEqual(['none']);
  });

  it.each([
    ['stages', ['owner', 'coach'], ['coach']],
    ['launch', ['owner'], contributors],
    ['goal', ['owner'], contributors],
    ['client', ['owner'], contributors],
    ['delivery', ['owner'], contributors],
  ] as const)('run and plan a project of kind %s', (kind, govern, plan) => {
    expect(governors(projectOf(kind))).toEqual(govern);
    expect(planners(projectOf(kind))).toEqual(plan);
  });

  it('run and plan without a project: as anywhere', () => {
    expect([governors(undefined), planners(undefined)]).toEqual([['owner'], contributors]);
  });

  it.each([
    ['owner', ['owner']],
    ['coach', ['coach']],
    ['client', ['client']],
    ['nobody', contributors],
  ] as [Policies['approver'], readonly Role[]][])('decide where the approver is %s', (approver, may) => {
    expect(deciders({ ...policiesOf('launch'), approver })).toEqual(may);
  });
});

describe('the role that a room gives', () => {
  it.each([
    ['team', 'member', 'contributor'],
    ['team', 'guest', 'viewer'],
    ['team', 'external', 'viewer'],
    ['customer', 'member', 'client'],
    ['customer', 'guest', 'client'],
    ['customer', 'external', 'client'],
  ] as const)('in a %s’s room to a %s: %s', (audience, standing, role) => {
    expect(roleByRoom(audience, standing)).toBe(role);
  });
});

describe('a kind of project', () => {
  it.each([
    ['client', { approver: 'client', evidenceRequired: false, moneyOn: true }],
    ['delivery', { approver: 'nobody', evidenceRequired: false, moneyOn: true }],
    ['goal', { approver: 'owner', evidenceRequired: false, moneyOn: false }],
    ['stages', { approver: 'coach', evidenceRequired: true, moneyOn: false }],
    ['launch', { approver: 'owner', evidenceRequired: false, moneyOn: false }],
  ] as const)('%s starts with its policies', (kind, policies) => {
    expect(policiesOf(kind)).toEqual(policies);
  });

  it('gives its policies away as copies', () => {
    Object.assign(policiesOf('launch'), { approver: 'nobody' });
    expect(policiesOf('launch').approver).toBe('owner');
  });

  it('makes its founder owner, or coach of stages', () => {
    expect(kinds.filter((kind) => creatorRole(kind) === 'coach')).toEqual(['stages']);
  });
});
