import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trendOf } from '../../../src/domain/launch/trend.ts';

describe('the trend of values', () => {
  it.each([
    ['rises', ['1', '2', '3'], null, { bars: '▁▄█', is: 'rising' }],
    ['falls', ['3', '2.5', '1'], null, { bars: '█▆▁', is: 'falling' }],
    ['stays', ['5', '5'], null, { bars: '▁▁', is: 'steady' }],
    [
      'counts bare values in the unit of the target',
      ['1.4', '2400 ms', '1.6 s'],
      '< 2s',
      { bars: '▁█▂', is: 'rising' },
    ],
    [
      'shows the last eight',
      ['9', '1', '2', '3', '4', '5', '6', '7', '8'],
      null,
      { bars: '▁▂▃▄▅▆▇█', is: 'rising' },
    ],
    ['needs two', ['1'], null, undefined],
    ['compares nothing that is not alike', ['1 s', '5%'], null, undefined],
    ['guesses at nothing', ['1', 'fast', '3'], null, undefined],
  ])('%s', (_, values, target, trend) => expect(trendOf(values, target)).toEqual(trend));

  it('has a bar for each value, the highest for the largest', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 2, maxLength: 8 }), (values) => {
        const bars = trendOf(values.map(String), null)?.bars ?? '';
        expect(bars).toHaveLength(values.length);
        const largest = Math.max(...values);
        for (const n of values.keys())
          expect(bars.charCodeAt(n)).toBeLessThanOrEqual(bars.charCodeAt(values.indexOf(largest)));
      }),
    );
  });
});
