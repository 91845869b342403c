import { type Blueprint, blueprintMilestone } from '../blueprint.ts';

/** BLU-7: a goal of a quarter with three milestones and their tasks. */
export const goal: Blueprint = {
  title: 'Goal',
  summary: 'One goal for a quarter with three milestones and their tasks.',
  kind: 'goal',
  policies: {},
  people: [{ key: 'lead', label: 'Who leads the goal' }],
  milestones: [
    blueprintMilestone({
      key: 'goal',
      name: 'Goal',
      workingDays: 60,
      ownerParty: 'team',
      priority: 'p1',
      assignee: 'lead',
      criteria: ['The figure that shows success has reached its target'],
    }),
    blueprintMilestone({
      key: 'start',
      name: 'Know where we stand',
      parent: 'goal',
      workingDays: 10,
      ownerParty: 'team',
      assignee: 'lead',
      criteria: ['Everybody involved agrees on the present figure'],
      tasks: ['Measure the present figure', 'Name what holds it back', 'Choose what to change first'],
    }),
    blueprintMilestone({
      key: 'change',
      name: 'Make the change',
      parent: 'goal',
      requires: ['start'],
      workingDays: 35,
      ownerParty: 'team',
      assignee: 'lead',
      criteria: ['The change is in use'],
      tasks: ['Try it with a small group', 'Improve it', 'Bring it to everybody'],
    }),
    blueprintMilestone({
      key: 'keep',
      name: 'Measure and keep',
      parent: 'goal',
      requires: ['change'],
      workingDays: 15,
      ownerParty: 'team',
      assignee: 'lead',
      criteria: ['The figure has held for two weeks'],
      tasks: ['Measure the figure again', 'Write down what worked', 'Choose the next goal'],
    }),
  ],
  risks: [],
};
