import { type Blueprint, blueprintMilestone, inSequence } from '../blueprint.ts';

/** STG-1: the five market stages with their criteria. A coach grants each; none has a date. */
export const marketStages: Blueprint = {
  title: 'Market stages',
  summary: 'From a value baseline to $1M a year in five stages that only a coach grants.',
  kind: 'stages',
  policies: {},
  people: [],
  milestones: inSequence([
    blueprintMilestone({
      key: 'value-baseline',
      name: 'Value baseline',
      type: 'event',
      ownerParty: 'team',
      criteria: [
        'Value proposition documented',
        'Target market identified',
        'Initial pricing model defined',
        'MVP features outlined',
      ],
    }),
    blueprintMilestone({
      key: 'first-customer',
      name: 'First customer',
      type: 'event',
      ownerParty: 'team',
      criteria: ['Signed contract', 'Payment received', 'Product delivered', 'Customer feedback documented'],
    }),
    blueprintMilestone({
      key: 'x-customers',
      name: 'X customers',
      type: 'event',
      ownerParty: 'team',
      criteria: [
        'At least 5 paying customers',
        'Recurring revenue',
        'Retention above 80 %',
        'Average deal size tracked',
      ],
    }),
    blueprintMilestone({
      key: '10x-customers',
      name: '10X customers',
      type: 'event',
      ownerParty: 'team',
      criteria: [
        'At least 50 paying customers',
        'MRR growth',
        'Acquisition cost defined',
        'Sales process documented',
      ],
    }),
    blueprintMilestone({
      key: '1m-arr',
      name: '1M+ ARR',
      type: 'event',
      ownerParty: 'team',
      criteria: ['$1M ARR', 'Sustainable growth metrics', 'Positive unit economics', 'Market expansion plan'],
    }),
  ]),
  risks: [],
};
