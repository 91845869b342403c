import { describe, expect, it } from 'vitest';
import { type Step, spellsOf, stageStates } from '../../../src/domain/stages/achievement.ts';
import { type StageKey, stageDefinitions, stageKeys, stageNamed } from '../../../src/domain/stages/stage.ts';

const began = '2026-12-01T00:00:00.000Z';
const day = (n: number) => `2026-12-${String(n).padStart(2, '0')}T00:00:00.000Z`;
const step = (stage: StageKey, achieved: boolean, n: number): Step => ({ stage, achieved, at: day(n) });
const shown = (steps: Step[]) => stageStates(steps, began).map(({ is, since }) => [is, since]);

describe('the stages', () => {
  it('have the names and criteria of STG-1', () => {
    expect(
      stageKeys.map((key) => [
        stageDefinitions[key].name,
        ...stageDefinitions[key].criteria.map(({ text }) => text),
      ]),
    ).toEqual([
      [
        'Value baseline',
        'Value proposition documented',
        'Target market identified',
        'Initial pricing model defined',
        'MVP features outlined',
      ],
      [
        'First customer',
        'Signed contract',
        'Payment received',
        'Product delivered',
        'Customer feedback documented',
      ],
      [
        'X customers',
        '≥ 5 paying customers',
        'Recurring revenue',
        'Retention > 80 %',
        'Average deal size tracked',
      ],
      [
        '10X customers',
        '≥ 50 paying customers',
        'MRR growth',
        'Acquisition cost defined',
        'Sales process documented',
      ],
      [
        '1M+ ARR',
        '$1M ARR',
        'Sustainable growth metrics',
        'Positive unit economics',
        'Market expansion plan',
      ],
    ]);
  });

  it.each([
    ['first-customer', 'first_customer'],
    ['first_customer', 'first_customer'],
    ['First Customer', 'first_customer'],
    ['2', 'first_customer'],
    ['10x-customers', 'ten_x_customers'],
    ['1M+ ARR', 'one_m_arr'],
    ['6', undefined],
    ['customer', undefined],
  ])('“%s” names %s', (typed, key) => expect(stageNamed(typed)).toBe(key));
});

describe('how the stages stand', () => {
  it('begins with the first one', () => {
    expect(shown([])).toEqual([
      ['current', began],
      ['next', null],
      ['next', null],
      ['next', null],
      ['next', null],
    ]);
  });

  it('moves on when the current one is achieved, and back when it is taken back', () => {
    const achieved = step('value_baseline', true, 3);
    expect(shown([achieved]).slice(0, 2)).toEqual([
      ['achieved', day(3)],
      ['current', day(3)],
    ]);
    expect(shown([achieved, step('value_baseline', false, 5)]).slice(0, 2)).toEqual([
      ['current', day(5)],
      ['next', null],
    ]);
  });

  it('keeps the current one where a later one is achieved out of order, and passes over that', () => {
    const steps = [step('first_customer', true, 3), step('value_baseline', true, 6)];
    expect(shown(steps.slice(0, 1)).slice(0, 3)).toEqual([
      ['current', began],
      ['achieved', day(3)],
      ['next', null],
    ]);
    expect(shown(steps).slice(0, 3)).toEqual([
      ['achieved', day(6)],
      ['achieved', day(3)],
      ['current', day(6)],
    ]);
  });

  it('has no current one once all are achieved', () => {
    const steps = stageKeys.map((key, n) => step(key, true, n + 2));
    expect(shown(steps).map(([is]) => is)).toEqual(Array(5).fill('achieved'));
    expect(spellsOf(steps, began).at(-1)).toEqual({ stage: 'one_m_arr', from: day(5), to: day(6) });
  });

  it('records every time in which a stage was the current one', () => {
    const steps = [
      step('value_baseline', true, 3),
      step('value_baseline', false, 4),
      step('value_baseline', true, 8),
    ];
    expect(spellsOf(steps, began)).toEqual([
      { stage: 'value_baseline', from: began, to: day(3) },
      { stage: 'first_customer', from: day(3), to: day(4) },
      { stage: 'value_baseline', from: day(4), to: day(8) },
      { stage: 'first_customer', from: day(8), to: null },
    ]);
  });
});
