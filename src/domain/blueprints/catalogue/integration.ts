import { type Blueprint, blueprintMilestone, inSequence } from '../blueprint.ts';

/** BLU-4: 25, 50 and 25 %. Six weeks. */
export const integration: Blueprint = {
  title: 'Integration',
  summary: 'API connection, data synchronization, production: six weeks, paid 25, 50 and 25 %.',
  kind: 'client',
  policies: {},
  people: [{ key: 'lead', label: 'Who does the work' }],
  milestones: inSequence([
    blueprintMilestone({
      key: 'connection',
      name: 'API connection & auth',
      outcome: 'Both systems are connected',
      workingDays: 8,
      share: 25,
      riskAfter: 60,
      assignee: 'lead',
      deliverables: ['Access to both APIs', 'Sign-in that renews itself', 'One record read from each side'],
      criteria: ['A real record is read from each system', 'An expired sign-in renews itself'],
      demo: ['Read a real record from each system', 'Let the sign-in expire and show the next call'],
      risks: [
        { text: 'API access is granted late', mitigation: 'Ask for access before the start' },
        { text: 'API changes during the project', mitigation: 'Pin the version' },
      ],
    }),
    blueprintMilestone({
      key: 'synchronization',
      name: 'Data synchronization',
      outcome: 'Data moves both ways',
      workingDays: 15,
      share: 50,
      riskAfter: 25,
      assignee: 'lead',
      deliverables: ['Mapping of all fields', 'Synchronization both ways', 'Conflicts and retries handled'],
      criteria: ['A change arrives on the other side within five minutes', 'Nothing is lost or doubled'],
      demo: ['Change a record on each side', 'Stop one system for a minute and show that nothing is lost'],
    }),
    blueprintMilestone({
      key: 'production',
      name: 'Production ready',
      outcome: 'Live with all data',
      workingDays: 7,
      share: 25,
      riskAfter: 5,
      blocksGoLive: true,
      assignee: 'lead',
      deliverables: ['First full synchronization', 'Monitoring and alerts', 'Documentation & training'],
      criteria: ['All real data is synchronized', 'An outage alerts a person'],
      demo: ['Compare counts on both sides', 'Cause an alert'],
    }),
  ]),
  risks: [],
};
