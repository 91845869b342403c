import type { Form } from './form.ts';
import { ideographic, orderedFigures, plainFigures, shortFigures } from './forms-figures.ts';
import { foreignDays, foreignMonths, foreignSpans } from './forms-languages.ts';
import { namedDays, namedSpans } from './forms-names.ts';
import { periods } from './forms-periods.ts';

/**
 * The ways to write a date. Of two that begin at the same letter the first one counts, so that spans stand
 * before the days that they begin with.
 */
export const forms: readonly Form[] = [
  ...plainFigures,
  ...ideographic,
  ...namedSpans,
  ...foreignSpans,
  ...namedDays,
  ...foreignDays,
  ...orderedFigures,
  ...shortFigures,
  ...periods,
  ...foreignMonths,
];
