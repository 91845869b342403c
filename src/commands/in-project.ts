import { type Card, mapActions } from '../../cards/model.ts';
import type { Who } from '../domain/access.ts';
import type { Reply } from './intent.ts';

/** Outside the project's rooms, the buttons of an answer must say which project they mean. */
export function inProject(reply: Reply, who: Who): Reply {
  if (!who.project || who.room || !who.here) return reply;
  const project = who.project.id;
  const named = (card: Card) =>
    mapActions(card, (action) => ({ ...action, input: { ...action.input, project } }));
  switch (reply.is) {
    case 'shown':
      return { ...reply, card: named(reply.card) };
    case 'done':
      return reply.card ? { ...reply, card: named(reply.card) } : reply;
    case 'refused':
      return reply.present ? { ...reply, present: named(reply.present) } : reply;
    case 'form':
      return { ...reply, form: { ...reply.form, given: { ...reply.form.given, project } } };
    default:
      return reply satisfies never;
  }
}
