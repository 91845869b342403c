import type { Snapshot } from '../snapshot.ts';

/** Somebody of the sample, on both platforms. */
export type Person = Snapshot['people'][number];

/** What every part of the page needs to know: how things stand, who looks, and in which light. */
export type View = { snapshot: Snapshot; me: Person; theme: 'light' | 'dark' };
