import { type About, bindActions, type Card } from '../../../cards/model.ts';
import type { Who } from '../../domain/project/access.ts';
import type { Room } from '../../domain/project/room.ts';
import type { Reply } from '../../ports/intent.ts';

/** Where a reply is read: the room's link to a project, as it is after the command. */
type Place = { here: Who['here']; room: Pick<Room, 'projectId'> | undefined };

/** What the actions of a reply about a project are drawn for. */
export function aboutOf(project: string, { here, room }: Place): About {
  const elsewhere = here?.kind === 'channel' && room?.projectId !== project;
  return elsewhere ? { project, anywhere: true } : { project };
}

/** The reply with every action and form bound to the project that it is about; unchanged where it is about none. */
export function bind(reply: Reply, about: About | undefined): Reply {
  if (!about) return reply;
  const bound = (card: Card) => bindActions(card, about);
  switch (reply.is) {
    case 'shown':
      return { ...reply, card: bound(reply.card) };
    case 'done':
      return reply.card ? { ...reply, card: bound(reply.card) } : reply;
    case 'refused':
      return {
        ...reply,
        card: bound(reply.card),
        ...(reply.present ? { present: bound(reply.present) } : {}),
        ...(reply.form ? { form: { ...reply.form, about } } : {}),
      };
    case 'form':
      return { ...reply, form: { ...reply.form, about } };
    default:
      return reply satisfies never;
  }
}

/** The reply bound to the project of the person who asks. */
export const bindTo = (reply: Reply, who: Who): Reply =>
  bind(reply, who.project && aboutOf(who.project.id, who));
