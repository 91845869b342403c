import type { Card } from '../../../cards/model.ts';
import { usableActions, usableBody } from '../../../cards/views/customer/for-customers.ts';
import { withheld } from '../../domain/customer/withhold.ts';
import { isReadByCustomers, type Who } from '../../domain/project/access.ts';
import type { Command } from '../define.ts';

/** Whether a customer reads the answer: the person is one, or customers read the channel. */
export const isForCustomer = ({ role, room }: Pick<Who, 'role' | 'room'>): boolean =>
  role === 'client' || isReadByCustomers(room);

/** Returns a card with the buttons that a customer of the project can use. */
export const usableCard = (card: Card, { project }: Pick<Who, 'project'>): Card => ({
  ...usableBody(card),
  ...usableActions(card, project?.policies.approver === 'client'),
});

/**
 * Returns a command whose answers say what a customer may know alone, whatever its facts are of (CUS-1): its card, its
 * line and its resource are made of facts without the rest.
 */
export function forCustomers(command: Command): Command {
  const { view, resource, done, says } = command;
  return {
    ...command,
    view(facts, who, at) {
      const card = view.call(command, withheld(facts), who, at);
      // an answer may take the place of a live card, which has their buttons alone
      return card.of && isReadByCustomers(who.room) ? usableCard(card, who) : card;
    },
    ...(resource && { resource: (facts, who, at) => resource.call(command, withheld(facts), who, at) }),
    ...(done && { done: (facts, input, events) => done.call(command, withheld(facts), input, events) }),
    ...(says && { says: (facts) => says.call(command, withheld(facts)) }),
  };
}
