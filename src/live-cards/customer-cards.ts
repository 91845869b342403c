import type { OpenForCustomer } from '../../db/queries/project/links.ts';
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

/** Returns the live cards that a customer's room of a project gets: those that each has, and what is `open`. */
export const cardsForCustomer = (projectId: string, open: OpenForCustomer | undefined): Subject[] => [
  ...customerCards.map((kind) => ({ kind, id: projectId })),
  ...(open?.proposalId ? [{ kind: 'proposal' as const, id: open.proposalId }] : []),
  ...(open?.surveyIds ?? []).map((id) => ({ kind: 'survey' as const, id })),
];
