/** What a change comes to, from the strongest to the weakest. */
export const turns = [
  'approved',
  'done',
  'dropped',
  'blocked',
  'returned',
  'reopened',
  'moved',
  'unblocked',
  'started',
  'created',
  'progressed',
] as const;
/** What a change comes to. */
export type Turn = (typeof turns)[number];
