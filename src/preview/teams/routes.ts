import * as z from 'zod';
import { type Act, accepted, act, found } from '../act.ts';
import type { TeamsEnd } from './end.ts';
import { objectAt, type TeamsPerson, type TeamsRoom } from './rooms.ts';

const id = z.string().min(1).max(200);
/** Who acts, by their key or their id in Teams, and where. */
const at = { as: id, room: id };
const data = z.record(z.string(), z.unknown());

/** What people do in Teams, by its route. */
export function teamsActs(teams: TeamsEnd, person: (as: string) => string): Record<string, Act> {
  const { rooms } = teams;
  const placeOf = (body: { as: string; room: string }): [TeamsPerson, TeamsRoom] => {
    const room = found(rooms.rooms.get(body.room), `room ${body.room}`);
    const user = person(body.as);
    const member = room.members.find(({ id }) => id === user);
    return [found(member, 'such person in this room'), room];
  };
  const messageIn = (room: TeamsRoom, message: string) => {
    const shown = rooms.message(message);
    return found(shown?.room === room.id ? shown : undefined, 'such message any more');
  };
  const task = (answer: { body: unknown }) => {
    const { task: next } = objectAt({ body: answer.body }, 'body');
    return next === undefined ? {} : { task: next };
  };

  return {
    say: act(z.object({ ...at, text: z.string().min(1).max(8_000), thread: id.optional() }), async (body) => {
      const [from, room] = placeOf(body);
      const { text, mentions } = mentioning(body.text, room);
      const thread = body.thread === undefined ? {} : { thread: body.thread };
      // Teams keeps the name of a slash command as the text of a private message
      const isTargeted = room.kind !== 'personal' && /^\/\w/.test(text);
      const line = isTargeted ? text.slice(1) : text;
      accepted(await teams.message(from, room, line, { mentions, ...thread, isTargeted }));
      return {};
    }),

    execute: act(z.object({ ...at, message: id, verb: id, data }), async (body) => {
      const [from, room] = placeOf(body);
      const { card, toast } = accepted(
        await teams.executeWith(from, room, messageIn(room, body.message), body),
      );
      return { ...(card ? { card } : {}), ...(toast === undefined ? {} : { toast }) };
    }),

    submit: act(z.object({ ...at, message: id, data }), async (body) => {
      const [from, room] = placeOf(body);
      accepted(await teams.submitWith(from, room, messageIn(room, body.message), body.data));
      return {};
    }),

    search: act(
      z.object({ ...at, dataset: z.string().max(4_000), text: z.string().max(200) }),
      async (body) => ({
        results: await teams.search(...placeOf(body), body.dataset, body.text),
      }),
    ),

    dialog: act(z.object({ ...at, data }), async (body) =>
      task(accepted(await teams.taskFetch(...placeOf(body), body.data))),
    ),

    'dialog-submit': act(z.object({ ...at, data }), async (body) =>
      task(accepted(await teams.taskSubmit(...placeOf(body), body.data))),
    ),
  };
}

/** A line as Teams sends it: `@Mo` becomes a mention where somebody of that name is in the room. */
function mentioning(typed: string, { members }: TeamsRoom): { text: string; mentions: TeamsPerson[] } {
  const mentions: TeamsPerson[] = [];
  const text = typed.replaceAll(/(?<=^|[\s:,(])@([\p{L}\d]+)/gu, (word, name: string) => {
    const one = members.find((member) => member.name.toLowerCase() === name.toLowerCase());
    if (!one) return word;
    mentions.push(one);
    return `<at>${one.name}</at>`;
  });
  return { text, mentions };
}
