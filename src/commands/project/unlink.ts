import * as z from 'zod';
import { type Card, code, note, plain, text } from '../../../cards/model.ts';
import type { Tx } from '../../../db/database.ts';
import type { DirectMessage } from '../../../db/queries/delivery/direct-messages.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { roomAt } from '../../../db/queries/project/links.ts';
import { type Outcome, ok, refuse, rule } from '../../domain/outcome.ts';
import { governors, needs, viewers, type Who } from '../../domain/project/access.ts';
import type { Project } from '../../domain/project/project.ts';
import type { Room } from '../../domain/project/room.ts';
import { choiceSlot } from '../../grammar/slot.ts';
import { defineCommand } from '../../runner/define.ts';
import { withoutProject } from '../../runner/who.ts';
import { loadMergeUndo, type MergeUndo, undoMerge, undoneCard, undoneMessages } from '../people/parting.ts';

type Facts =
  | { is: 'room'; project: Project; room: Room }
  | { is: 'me'; undo: MergeUndo; messages: DirectMessage<Card>[]; at: string };

/** Unlinks the room from its project, which continues elsewhere, or with `me` undoes the merge of two accounts (LIVE-4). */
export const unlink = defineCommand({
  name: 'unlink',
  unlinksRoom: true,
  summary: 'Unlink this channel from its project, or separate your linked accounts.',
  examples: ['unlink', 'unlink me'],
  input: z.object({
    what: choiceSlot('place', 'What', ['me', 'room'], { choiceWords: { room: 'channel' } }).optional(),
  }),
  scope: 'workspace',
  async load(tx, { what }, who, at) {
    if (what !== 'me') return loadRoom(tx, who);
    const undo = await loadMergeUndo(tx, who, at);
    if (!undo.ok) return undo;
    const messages = undoneMessages(undo.value, who);
    return ok<Facts>({ is: 'me', undo: undo.value, messages, at: at.now });
  },
  permit(who, facts) {
    if (facts.is === 'me') return undefined;
    return needs(who, viewers) ?? needs(who, governors(facts.project));
  },
  decide(facts, _input, who, at) {
    if (facts.is === 'me') return undoMerge<Facts>(facts.undo, who, at, facts);
    return ok({
      changes: [{ alter: 'room', id: facts.room.id, set: { projectId: null } }],
      events: [
        {
          type: 'room_unlinked',
          before: { platform: facts.room.platform, room: facts.room.name ?? facts.room.channel },
        },
      ],
      next: facts,
    });
  },
  view(facts, who) {
    if (facts.is === 'me') return undoneCard(facts.undo, who);
    const { id, name } = facts.project;
    return note(
      'The cards here stay, but no longer update.',
      [
        text([
          plain('To link it again, type '),
          code(`link project:${isOneWord(name) ? name : `"${name}"`}`),
          plain(' here or in any other channel.'),
        ]),
      ],
      [{ label: 'Link again', command: 'link', input: {}, about: { project: id, anywhere: true } }],
    );
  },
  done: (facts) =>
    facts.is === 'me'
      ? 'Your accounts are separate again.'
      : `This channel no longer shows ${facts.project.name}.`,
  requests: (facts) =>
    facts.is === 'me' ? { is: 'direct', messages: facts.messages, at: facts.at } : undefined,
});

const isOneWord = (name: string) => /^[\p{L}\p{N}_-]+$/u.test(name);

async function loadRoom(tx: Tx, who: Who): Promise<Outcome<Facts>> {
  if (!who.project) return refuse(await withoutProject(tx, who));
  if (!who.room)
    return rule('This chat is not linked to the project.', 'Type “unlink” in the channel itself.');
  const held = await roomAt(tx, who.room);
  if (held?.projectId !== who.project.id) return refuse({ is: 'no_project' });
  await lockProject(tx, who.project.id);
  return ok({ is: 'room', project: who.project, room: who.room });
}
