import { type Card, note, text } from '../../../cards/model.ts';
import type { Tx } from '../../../db/database.ts';
import { channelsOf } from '../../../db/queries/project/links.ts';
import type { Decision } from '../../domain/change.ts';
import { type Outcome, ok, rule } from '../../domain/outcome.ts';

/** Whether a project has a channel of the customer. */
export type Addressed = { hasCustomerChannel: boolean };

/** Loads whether a project has a channel of the customer. */
export async function addressed(tx: Tx, projectId: string): Promise<Addressed> {
  const rooms = await channelsOf(tx, projectId);
  return { hasCustomerChannel: rooms.some(({ audience }) => audience === 'customer') };
}

/** Decides on a message about a milestone to the customer's channels; refused where there is none. */
export function sendMessage<F extends Addressed & { milestone: { id: string } }>(
  facts: F,
  message: string,
): Outcome<Decision<F & { message: string }>> {
  if (!facts.hasCustomerChannel)
    return rule(
      'No channel of the customer is linked to this project, so nothing was sent.',
      'Type “link as:customer” and give them the code, or copy the text into a mail.',
    );
  return ok({
    changes: [],
    events: [{ type: 'customer_messaged', milestoneId: facts.milestone.id, note: message }],
    next: { ...facts, message },
  });
}

/** The message as the customer's channels get it. */
export const messageCard = (from: string, about: string, message: string): Card =>
  note(`${from} about ${about}`, [text(message)]);
