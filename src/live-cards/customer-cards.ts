import type { Subject } from './registry.ts';

/**
 * The kinds of live card that a customer's room gets when it is linked, in the order in which they are posted, each
 * about the project (CUS-1). A part of the customer's room that is not on one of these is a line here.
 */
export const customerCards = [
  'project',
  'actions',
  'change-log',
  'thread',
] as const satisfies readonly Subject['kind'][];

/** Returns the live cards that a customer's room of a project gets; the proposal is the open or accepted one, if any. */
export const cardsForCustomer = (projectId: string, proposalId?: string | null): Subject[] => [
  ...customerCards.map((kind) => ({ kind, id: projectId })),
  ...(proposalId ? [{ kind: 'proposal' as const, id: proposalId }] : []),
];
