import { declareEvents, type EventsOf } from '../event-declaration.ts';
import { allOptional, nullable, text } from '../event-fields.ts';

const own = {
  on: 'project',
  redraws: 'project',
  customer: 'always',
  digest: null,
  lookback: false,
  undo: 'yes',
} as const;
/** As the history shows them. */
const terms = allOptional({
  net: text,
  late: text,
  stop: text,
  trigger: text,
  advance: text,
  tax: text,
  prefix: text,
  seller: nullable(text),
  buyer: nullable(text),
});

/** Events of payment terms. */
export const moneyEvents = declareEvents({
  terms_changed: { ...own, verb: 'changed the payment terms', before: terms, after: terms },
});

/** Events of payment terms, as a union by `type`. */
export type MoneyEvent = EventsOf<typeof moneyEvents>;
