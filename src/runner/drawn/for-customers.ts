import type { Card } from '../../../cards/model.ts';
import { permittedCard, usableActions, usableBody } from '../../../cards/views/customer/for-customers.ts';
import type { Decision } from '../../domain/change.ts';
import { withheld } from '../../domain/customer/withhold.ts';
import { type Outcome, ok, type Refusal } from '../../domain/outcome.ts';
import { isReadByCustomers, type Who } from '../../domain/project/access.ts';
import type { Command, Moment } from '../define.ts';

/** Whether a customer reads the answer: the person is one, or customers read the channel. */
export const isForCustomer = ({ role, room }: Pick<Who, 'role' | 'room'>): boolean =>
  role === 'client' || isReadByCustomers(room);

/** Returns facts as those may know them who read the answer to `who`. */
export const knownTo = <T>(who: Pick<Who, 'role' | 'room'>, facts: T): T =>
  isForCustomer(who) ? withheld(facts) : facts;

/** Returns a card with the buttons that a customer of the project can use. */
export const usableCard = (card: Card, { project }: Pick<Who, 'project'>): Card => ({
  ...usableBody(card),
  ...usableActions(card, project?.policies.approver === 'client'),
});

/** Returns a private answer with the buttons that the role of its reader may use; it may be of several projects. */
export const offeredCard = (card: Card, { role, project }: Pick<Who, 'role' | 'project'>): Card =>
  role === 'client' ? permittedCard(card, project?.policies.approver === 'client') : card;

/**
 * Returns a command whose answers say what a customer may know alone, whatever its facts are of (CUS-1): its card, its
 * line, its resource and its form are made of facts without the rest.
 */
export function forCustomers(command: Command): Command {
  const { view, resource, done, says, subject, preset } = command;
  return {
    ...command,
    view(facts, who, at) {
      const card = view.call(command, withheld(facts), who, at);
      // an answer may take the place of a live card, which has their buttons alone
      if (card.of && isReadByCustomers(who.room)) return usableCard(card, who);
      return offeredCard(card, who);
    },
    ...(resource && { resource: (facts, who, at) => resource.call(command, withheld(facts), who, at) }),
    ...(done && { done: (facts, input, events) => done.call(command, withheld(facts), input, events) }),
    ...(says && { says: (facts) => says.call(command, withheld(facts)) }),
    ...(subject && { subject: (facts) => subject.call(command, withheld(facts)) }),
    ...(preset && { preset: (facts) => preset.call(command, withheld(facts)) }),
  };
}

/** Returns a refusal as those may read it who read the answer: a list of what is the team's is left out. */
export function refusalFor(who: Pick<Who, 'role' | 'room'>, refusal: Refusal): Refusal {
  if (refusal.is !== 'rule' || !refusal.listsInternal || !isForCustomer(who)) return refusal;
  const { next: _, ...rest } = refusal;
  return rest;
}

/** A decision, and what the answer to it is made of. */
export type DecidedFor = { decided: Outcome<Decision>; answer: Pick<Decision, 'next' | 'events'> };

/**
 * Decides a request. A decision words some of what it did, and of why it did not, so for customers it is made once
 * more of what they may know, for the answer alone: rows, history and news are made of everything.
 */
export function decideFor(
  command: Command,
  { facts, input, who }: { facts: unknown; input: unknown; who: Who },
  moment: Moment,
): DecidedFor {
  const decide = (known: unknown, at: Moment): Outcome<Decision> =>
    command.decide?.(known, input, who, at) ?? ok({ changes: [], events: [], next: known });
  const answerOf = (outcome: Outcome<Decision>) =>
    outcome.ok ? outcome.value : { next: undefined, events: [] };
  if (!isForCustomer(who)) {
    const decided = decide(facts, moment);
    return { decided, answer: answerOf(decided) };
  }
  const { recording, repeating } = repeatable(moment);
  const decided = decide(facts, recording);
  const read = decide(withheld(facts), repeating);
  if (!decided.ok) return { decided: read.ok ? decided : read, answer: answerOf(decided) };
  return { decided, answer: read.ok ? read.value : decided.value };
}

/** Returns a moment, and one that makes the same ids, codes and tokens again in the same order. */
function repeatable(moment: Moment): { recording: Moment; repeating: Moment } {
  const [first, second]: [Partial<Moment>, Partial<Moment>] = [{}, {}];
  for (const make of ['newId', 'newCode', 'newToken'] as const) {
    const made: string[] = [];
    let repeated = 0;
    first[make] = () => made[made.push(moment[make]()) - 1] ?? '';
    second[make] = () => made[repeated++] ?? moment[make]();
  }
  return { recording: { ...moment, ...first }, repeating: { ...moment, ...second } };
}
