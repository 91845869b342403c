import { type Blueprint, blueprintMilestone, inSequence } from '../blueprint.ts';

/** BLU-4: 30, 50 and 20 %. Four weeks. */
export const automation: Blueprint = {
  title: 'Automation',
  summary: 'Process mapping, full build, deployment: four weeks, paid 30, 50 and 20 %.',
  kind: 'client',
  policies: {},
  people: [{ key: 'lead', label: 'Who does the work' }],
  milestones: inSequence([
    blueprintMilestone({
      key: 'mapping',
      name: 'Process mapping & setup',
      outcome: 'One step runs by itself',
      workingDays: 6,
      share: 30,
      riskAfter: 60,
      assignee: 'lead',
      deliverables: ['Map of the process as it is', 'Tools and accounts set up', 'First step automated'],
      criteria: ['The people who do the work agree with the map', 'The first step runs without a person'],
      demo: ['Run the first step with a real case'],
      risks: [
        {
          text: 'The process has exceptions nobody named',
          mitigation: 'Map twenty real cases, not the rule',
        },
      ],
    }),
    blueprintMilestone({
      key: 'build',
      name: 'Full automation build',
      outcome: 'The whole process runs by itself',
      workingDays: 10,
      share: 50,
      riskAfter: 25,
      assignee: 'lead',
      deliverables: ['Every step automated', 'Exceptions go to a person', 'A log of every run'],
      criteria: ['Ten real cases run from start to end', 'A failed run is reported to a person'],
      demo: ['Run a real case from start to end', 'Run a case that must go to a person'],
    }),
    blueprintMilestone({
      key: 'deployment',
      name: 'Testing & deployment',
      outcome: 'In daily use',
      workingDays: 4,
      share: 20,
      riskAfter: 5,
      blocksGoLive: true,
      assignee: 'lead',
      deliverables: ['Test with last month’s cases', 'Deployment', 'Training and instructions'],
      criteria: ['It has run for three days without help'],
      demo: ['Show the log of three days', 'Let a trained person handle an exception'],
    }),
  ]),
  risks: [],
};
