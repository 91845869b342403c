import type { Word } from './keys.ts';

/** A word that no key has claimed. */
export type FreeWord = Word & {
  /** It follows the bare key of the rest slot (`reason: the tests fail`), so it fills no place. */
  restOnly: boolean;
};
