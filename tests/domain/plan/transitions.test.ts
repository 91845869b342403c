import { describe, expect, it } from 'vitest';
import { statuses } from '../../../src/domain/plan/milestone.ts';
import {
  type MilestoneState,
  milestoneName,
  nextCommands,
  requireState,
} from '../../../src/domain/plan/transitions.ts';
import { approvers, policiesOf } from '../../../src/domain/project/policies.ts';
import { milestoneOf } from './sample.ts';

describe('what a milestone can do next', () => {
  it.each([
    ['upcoming', ['start']],
    ['in_progress', ['submit', 'block']],
    ['blocked', ['unblock']],
    ['done', ['reopen']],
  ] as const)('%s: %s', (status, moves) => {
    expect(nextCommands(milestoneOf({ status }), policiesOf('launch'))).toEqual(moves);
  });

  it('is to be marked done where nobody approves', () => {
    expect(nextCommands(milestoneOf({ status: 'in_progress' }), policiesOf('delivery'))).toEqual([
      'done',
      'block',
    ]);
  });

  it.each(approvers)('is a decision while it is submitted, whoever approves: %s', (approver) => {
    const submitted = milestoneOf({ status: 'in_progress', submittedAt: '2026-12-07T09:00:00.000Z' });
    expect(nextCommands(submitted, { ...policiesOf('launch'), approver })).toEqual([
      'approve',
      'return',
      'recall',
    ]);
  });
});

describe('a state that is asked for', () => {
  const standings: MilestoneState[] = [...statuses, 'submitted'];
  const labels: Record<MilestoneState, string> = {
    upcoming: 'not started yet',
    in_progress: 'in progress',
    blocked: 'blocked',
    done: 'done',
    submitted: 'waiting for approval',
  };
  const pairs = standings.flatMap((is) => standings.map((asked) => ({ is, asked })));

  it.each(pairs)('$asked of one that is $is', ({ is, asked }) => {
    const milestone =
      is === 'submitted'
        ? milestoneOf({ status: 'in_progress', submittedAt: '2026-12-07T09:00:00.000Z' })
        : milestoneOf({ status: is });
    const outcome = requireState(milestone, policiesOf('launch'), asked);
    expect(outcome.ok).toBe(is === asked);
    if (outcome.ok) return;
    expect(outcome.refusal).toEqual({
      is: 'wrong_status',
      name: '3 · Beta launch',
      status: labels[is],
      allowed: nextCommands(milestone, policiesOf('launch')),
      milestone: 3,
    });
  });
});

it('a milestone is named by number and name', () => {
  expect(milestoneName({ number: 12, name: 'Go', outcome: null })).toBe('12 · Go');
});
