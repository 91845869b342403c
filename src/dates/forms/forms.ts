import { namedDays, namedSpans } from './english.ts';
import { ideographic, orderedFigures, plainFigures, shortFigures } from './figures.ts';
import type { Form } from './form.ts';
import { foreignDays, foreignMonths, foreignSpans } from './languages.ts';
import { periods } from './periods.ts';

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
