import { type Blueprint, blueprintMilestone, inSequence } from '../blueprint.ts';

/** BLU-4: 30, 40 and 30 %. Four weeks. */
export const dashboard: Blueprint = {
  title: 'Dashboard',
  summary: 'Data pipeline, charts, user experience: four weeks, paid 30, 40 and 30 %.',
  kind: 'client',
  policies: {},
  people: [{ key: 'lead', label: 'Who does the work' }],
  milestones: inSequence([
    blueprintMilestone({
      key: 'pipeline',
      name: 'Data pipeline',
      outcome: 'The figures are right',
      workingDays: 6,
      share: 30,
      riskAfter: 50,
      assignee: 'lead',
      deliverables: ['Connected data sources', 'Definition of every figure', 'Data that refreshes itself'],
      criteria: ['Three figures agree with the books', 'Data is never older than agreed'],
      demo: ['Compare three figures with the books'],
      risks: [
        { text: 'Sources disagree about a figure', mitigation: 'Agree in writing which source counts' },
      ],
    }),
    blueprintMilestone({
      key: 'visualization',
      name: 'Visualization layer',
      outcome: 'Every question has a chart',
      workingDays: 8,
      share: 40,
      riskAfter: 20,
      assignee: 'lead',
      deliverables: ['Charts for every agreed question', 'Filters', 'Drill-down to the records'],
      criteria: ['Each agreed question is answered by one look'],
      demo: ['Answer each agreed question with the dashboard'],
    }),
    blueprintMilestone({
      key: 'experience',
      name: 'User experience',
      outcome: 'The team uses it daily',
      workingDays: 6,
      share: 30,
      riskAfter: 5,
      blocksGoLive: true,
      assignee: 'lead',
      deliverables: ['Fast pages, on phones too', 'Access rights', 'Documentation & training'],
      criteria: ['A new user finds an answer alone', 'Everybody sees only what they may see'],
      demo: ['Let a new user find an answer', 'Sign in with two different rights'],
    }),
  ]),
  risks: [],
};
