import { describe, expect, it } from 'vitest';
import {
  contributors,
  deciders,
  needs,
  roleByRoom,
  viewers,
  type Who,
} from '../../../src/domain/project/access.ts';
import { type Policies, policiesOf } from '../../../src/domain/project/policies.ts';
import { type Role, roles } from '../../../src/domain/project/roles.ts';

const who = (role: Role): Who => ({
  workspaceId: 'w',
  person: { id: 'p', name: 'Ana', zone: null, email: null, admin: false },
  affiliation: 'member',
  platform: 'slack',
  here: undefined,
  room: undefined,
  tenant: 'T1',
  user: 'U1',
  linkedElsewhere: false,
  project: undefined,
  role,
  adminOpen: false,
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
