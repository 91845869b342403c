import { namedDays, namedSpans } from './english.ts';
import { ideographic, orderedFigures, plainFigures, shortFigures } from './figures.ts';
import type { Form } from './form.ts';
import { foreignDays, foreignMonths, foreignSpans } from './languages.ts';
import { periods } from './periods.ts';

/** All forms; spans come before days, so that an impossible span also rejects its days. */
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
