import * as z from 'zod';
import { code, note, plain, text } from '../../cards/model.ts';
import { lockRoomAt } from '../../db/queries/links.ts';
import { lockProject } from '../../db/queries/milestones.ts';
import { governors, needs } from '../domain/access.ts';
import { ok, refuse, rule } from '../domain/outcome.ts';
import { defineCommand } from './define.ts';

/** Takes this room off its project; the project and its other rooms go on. */
export const unlink = defineCommand({
  name: 'unlink',
  summary: 'Take this room off its project.',
  examples: ['unlink'],
  input: z.object({}),
  scope: 'project',
  async load(tx, _input, who) {
    if (!who.project) return refuse({ is: 'no_project' });
    if (!who.room)
      return rule('This chat is not linked to the project.', 'Type “unlink” in the room itself.');
    const held = await lockRoomAt(tx, who.room);
    if (held?.projectId !== who.project.id) return refuse({ is: 'no_project' });
    await lockProject(tx, who.project.id);
    return ok({ project: who.project, room: who.room });
  },
  permit: (who, { project }) => needs(who, governors(project)),
  decide: (facts) =>
    ok({
      changes: [{ alter: 'room', id: facts.room.id, set: { projectId: null } }],
      events: [
        {
          type: 'room_unlinked',
          before: { platform: facts.room.platform, room: facts.room.name ?? facts.room.channel },
        },
      ],
      next: facts,
    }),
  view: () =>
    note('The cards here stay, but no longer change.', [
      text([plain('To join again, type '), code('link'), plain(' in another room of the project.')]),
    ]),
  done: ({ project }) => `This room no longer shows ${project.name}.`,
});
