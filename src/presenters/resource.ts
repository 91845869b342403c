import { decimalOf, digitsOf } from '../domain/money/money.ts';
import { plainName } from '../domain/people/person-name.ts';
import type { NamedMilestone } from '../domain/plan/milestone.ts';

/** A value that JSON holds exactly. `undefined` is none of them: what is not known is null. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What a command answers a program: one or more named parts (docs/resources.md). */
export type Resource = { readonly [part: string]: Json };

/** A person by id; null without an id. `name` is null where the facts do not hold it. */
export const personRef = (id: string | null, name: string | null) =>
  id === null ? null : { id, name: personName(name) };

/** A name without what tells people that somebody left. */
export const personName = (name: string | null) => name && plainName(name);

/** A project, as everything that belongs to it names it. */
export const projectRef = ({ id, name }: { id: string; name: string }) => ({ id, name });

/** A milestone, as everything that belongs to it names it. */
export const milestoneRef = ({ number, name }: NamedMilestone) => ({ number, name });

/** A price with all the digits of its currency: "1200.00" GBP, "1200" JPY, "1.250" KWD; null where there is none. */
export function moneyOf(minor: number | null, currency: string | null) {
  if (minor === null || currency === null) return null;
  const digits = digitsOf(currency);
  const [whole = '', fraction = ''] = decimalOf({ minor, currency }).split('.');
  return { amount: digits === 0 ? whole : `${whole}.${fraction.padEnd(digits, '0')}`, currency };
}
