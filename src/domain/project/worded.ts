import { formatMoney } from '../money/money.ts';
import type { Project } from './project.ts';

/** Returns the fields of a project in the words of the history; the price as text. */
export const wordedProject = ({ name, target, kind, zone, price, currency, policies }: Project) => ({
  name,
  target,
  kind,
  zone,
  price: price === null || !currency ? null : formatMoney({ minor: price, currency }),
  ...policies,
});
