import { type Blueprint, blueprintMilestone, inSequence } from '../blueprint.ts';

/** BLU-1: 25, 50 and 25 % of the work pay 30, 50 and 20 %; the risk left is 70, 30 and 5 %. Six weeks. */
export const standardThree: Blueprint = {
  title: 'Three milestones',
  summary: 'Foundation, full feature, polish and deploy: six weeks, paid 30, 50 and 20 %.',
  kind: 'client',
  policies: {},
  people: [{ key: 'lead', label: 'Who does the work' }],
  milestones: inSequence([
    blueprintMilestone({
      key: 'foundation',
      name: 'Foundation',
      outcome: 'A working proof of concept',
      workingDays: 8,
      share: 30,
      riskAfter: 70,
      assignee: 'lead',
      deliverables: ['Core infrastructure', 'Basic functionality', 'Proof of concept'],
      criteria: ['The proof of concept does one real task from start to end'],
      demo: ['Do one real task with the proof of concept'],
      risks: [
        {
          text: 'The main technical assumption is wrong',
          mitigation: 'Prove it first, before anything is built on it',
        },
      ],
    }),
    blueprintMilestone({
      key: 'full-feature',
      name: 'Full feature',
      outcome: 'Everything works with your systems',
      workingDays: 15,
      share: 50,
      riskAfter: 30,
      assignee: 'lead',
      deliverables: ['Complete functionality', 'All integrations', 'Error handling'],
      criteria: [
        'Every agreed function works with real data',
        'A failed integration is reported and recovers',
      ],
      demo: ['Walk through every function with real data', 'Break an integration and show what happens'],
      risks: [
        {
          text: 'An integration behaves differently from its documentation',
          mitigation: 'Call every integration once in the first week',
        },
      ],
    }),
    blueprintMilestone({
      key: 'polish-deploy',
      name: 'Polish & deploy',
      outcome: 'Live, documented and handed over',
      workingDays: 7,
      share: 20,
      riskAfter: 5,
      blocksGoLive: true,
      assignee: 'lead',
      deliverables: ['UI refinement', 'Performance', 'Documentation & training'],
      criteria: ['It runs in production', 'The team that will run it has been trained'],
      demo: ['Use it in production', 'Let a trained person do a task alone'],
    }),
  ]),
  risks: [],
};
