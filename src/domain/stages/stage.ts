import { fold } from '../text/fold.ts';

/** The stages of a company, in order (STG-1). Stored: never rename one. */
export const stageKeys = [
  'value_baseline',
  'first_customer',
  'x_customers',
  'ten_x_customers',
  'one_m_arr',
] as const;
/** A stage of a company. */
export type StageKey = (typeof stageKeys)[number];

/** A figure that a criterion asks for; the metric of that name says whether it is reached. */
export type Threshold = { metric: string; target: string };

/** A criterion of a stage. */
export type StageCriterion = { text: string; threshold?: Threshold };

/** A stage as it is defined for every company. */
export type StageDefinition = { name: string; criteria: readonly StageCriterion[] };

const criteria = (...texts: string[]): StageCriterion[] => texts.map((text) => ({ text }));

/** Each stage with its name and its criteria (STG-1). */
export const stageDefinitions: Readonly<Record<StageKey, StageDefinition>> = {
  value_baseline: {
    name: 'Value baseline',
    criteria: criteria(
      'Value proposition documented',
      'Target market identified',
      'Initial pricing model defined',
      'MVP features outlined',
    ),
  },
  first_customer: {
    name: 'First customer',
    criteria: criteria(
      'Signed contract',
      'Payment received',
      'Product delivered',
      'Customer feedback documented',
    ),
  },
  x_customers: {
    name: 'X customers',
    criteria: [
      { text: '≥ 5 paying customers', threshold: { metric: 'Paying customers', target: '≥ 5' } },
      ...criteria('Recurring revenue'),
      { text: 'Retention > 80 %', threshold: { metric: 'Retention', target: '> 80 %' } },
      ...criteria('Average deal size tracked'),
    ],
  },
  ten_x_customers: {
    name: '10X customers',
    criteria: [
      { text: '≥ 50 paying customers', threshold: { metric: 'Paying customers', target: '≥ 50' } },
      ...criteria('MRR growth', 'Acquisition cost defined', 'Sales process documented'),
    ],
  },
  one_m_arr: {
    name: '1M+ ARR',
    criteria: [
      { text: '$1M ARR', threshold: { metric: 'ARR', target: '≥ $1M' } },
      ...criteria('Sustainable growth metrics', 'Positive unit economics', 'Market expansion plan'),
    ],
  },
};

/** Returns the key of a stage as people type it: `first_customer` is `first-customer`. */
export const stageSlug = (key: StageKey): string => key.replaceAll('_', '-');

/** Returns the stage that a text names: by its key, its name, or its place from 1; undefined if none. */
export function stageNamed(typed: string): StageKey | undefined {
  const words = wordsOf(typed);
  return stageKeys.find(
    (key, index) =>
      words === wordsOf(key) || words === wordsOf(stageDefinitions[key].name) || words === String(index + 1),
  );
}

const wordsOf = (text: string): string =>
  fold(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Returns the threshold of a criterion, by its text; undefined for one without a figure. */
export const thresholdOf = (stage: StageKey, text: string): Threshold | undefined =>
  stageDefinitions[stage].criteria.find((one) => fold(one.text) === fold(text))?.threshold;
