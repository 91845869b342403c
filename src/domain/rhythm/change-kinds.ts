/** How a digest groups what happened to a milestone (RMD-3), the most important first. */
export const changeKinds = [
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
/** One of these. */
export type ChangeKind = (typeof changeKinds)[number];
