import type { Status } from '../plan/milestone.ts';

/** The messages to the customer that are filled from the plan. */
export const letters = ['kickoff', 'completion'] as const;
/** A message to the customer that is filled from the plan. */
export type Letter = (typeof letters)[number];

/** Returns the message that is true of a milestone: a kickoff until it is done, then a completion. */
export const fittingLetter = (status: Status): Letter => (status === 'done' ? 'completion' : 'kickoff');
