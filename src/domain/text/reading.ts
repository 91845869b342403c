/** What a text was read as. A problem is a phrase that follows the name of the field, or a sentence. */
export type Reading<Value> =
  | { is: 'read'; value: Value }
  /** It speaks of such a thing, but of one that there is not. */
  | { is: 'refused'; problem: string }
  | { is: 'nonsense'; problem: string };

/** It was understood. */
export const understood = <Value>(value: Value): Reading<Value> => ({ is: 'read', value });
/** It was understood, and there is no such thing. */
export const noSuchValue = (problem: string): Reading<never> => ({ is: 'refused', problem });
/** It was not understood. */
export const notUnderstood = (problem: string): Reading<never> => ({ is: 'nonsense', problem });
