/** The result of reading a text. A problem is a phrase that follows the name of the field, or a sentence. */
export type Reading<Value> =
  | { is: 'read'; value: Value }
  /** It was understood but names a value that does not exist, such as 31 Feb. */
  | { is: 'refused'; problem: string }
  | { is: 'nonsense'; problem: string };

/** A value that was read. */
export const understood = <Value>(value: Value): Reading<Value> => ({ is: 'read', value });
/** A value that was understood but does not exist. */
export const noSuchValue = (problem: string): Reading<never> => ({ is: 'refused', problem });
/** A text that was not understood. */
export const notUnderstood = (problem: string): Reading<never> => ({ is: 'nonsense', problem });
