import { randomUUID } from 'node:crypto';
import { messageProblem, viewProblem } from './checks.ts';
import { postFrom, refuse, room, type Words } from './rooms.ts';
import type { SlackPerson, SlackTeam, SlackWorld } from './world.ts';

/** Arguments of a Web API call, nested values decoded. */
export type Args = Record<string, unknown>;

/** A Web API method: its answer without `ok`. Refuses by throwing a `SlackRefusal`. */
export type Method = (world: SlackWorld, team: SlackTeam, args: Args) => object;

const text = (args: Args, key: string): string => (typeof args[key] === 'string' ? args[key] : '');

function words(args: Args): Words {
  const thread = text(args, 'thread_ts');
  return {
    text: text(args, 'text'),
    blocks: Array.isArray(args.blocks) ? args.blocks : [],
    ...(thread === '' ? {} : { threadTs: thread }),
    ...(args.metadata === undefined ? {} : { metadata: args.metadata }),
  };
}

/** The methods that Milepost calls. Errors as docs.slack.dev lists them. */
export const methods: Record<string, Method> = {
  'auth.test': (_world, team) => ({
    url: 'https://example.slack.com/',
    team: team.name,
    team_id: team.id,
    user: 'milepost',
    user_id: team.botUserId,
    bot_id: team.botId,
    is_enterprise_install: false,
  }),

  'chat.postMessage': (world, team, args) => {
    const channel = room(world, team, text(args, 'channel'));
    const said = words(args);
    refuse(messageProblem(said, 'post'));
    const post = postFrom(world, channel, team.botUserId, said);
    return { channel: channel.id, ts: post.ts, message: { text: post.text, blocks: post.blocks } };
  },

  'chat.update': (world, team, args) => {
    const channel = room(world, team, text(args, 'channel'));
    const post = world.posts.find(({ ts, channel: at }) => ts === args.ts && at === channel.id);
    if (!post) return refuse('message_not_found');
    if (post.user !== team.botUserId) return refuse('cant_update_message');
    const said = words(args);
    refuse(messageProblem(said, 'update'));
    post.text = said.text;
    post.blocks = said.blocks;
    post.edits += 1;
    post.editedAt = world.calendarTime();
    if (said.metadata !== undefined) post.metadata = said.metadata;
    return { channel: channel.id, ts: post.ts, text: post.text };
  },

  'chat.delete': (world, team, args) => {
    const channel = room(world, team, text(args, 'channel'));
    const at = world.posts.findIndex((post) => post.ts === args.ts && post.channel === channel.id);
    if (at === -1) return refuse('message_not_found');
    world.posts.splice(at, 1);
    return { channel: channel.id, ts: args.ts };
  },

  'chat.postEphemeral': (world, team, args) => {
    const channel = room(world, team, text(args, 'channel'));
    const to = text(args, 'user');
    if (!channel.members.has(to)) return refuse('user_not_in_channel');
    const said = words(args);
    refuse(messageProblem(said, 'post'));
    const ts = world.nextTs();
    world.ephemerals.push({ ts, channel: channel.id, user: team.botUserId, to, ...said });
    return { message_ts: ts };
  },

  'views.open': (world, team, args) => {
    const trigger = world.triggers.get(text(args, 'trigger_id'));
    if (!trigger || trigger.team !== team.id) return refuse('invalid_trigger_id');
    if (trigger.used) return refuse('exchanged_trigger_id');
    if (world.now() - trigger.at > 3000) return refuse('expired_trigger_id');
    refuse(viewProblem(args.view));
    trigger.used = true;
    const id = `V${randomUUID()}`;
    const view = args.view as Record<string, unknown>;
    const hash = randomUUID();
    world.views.push({ id, team: team.id, user: trigger.user, view, errors: {}, hash, suggested: {} });
    return { view: { ...view, id, hash, team_id: team.id } };
  },

  'views.update': (world, team, args) => {
    const open = world.views.find(({ id, team: of }) => id === args.view_id && of === team.id);
    if (!open) return refuse('not_found');
    if (args.hash !== undefined && args.hash !== open.hash) return refuse('hash_conflict');
    refuse(viewProblem(args.view));
    open.view = args.view as Record<string, unknown>;
    open.hash = randomUUID();
    return { view: { ...open.view, id: open.id, hash: open.hash } };
  },

  'views.publish': (_world, _team, args) => {
    refuse(viewProblem(args.view));
    return { view: { ...(args.view as Record<string, unknown>), id: `V${randomUUID()}` } };
  },

  'users.info': (world, team, args) => {
    const person = world.people.find(({ id, team: of }) => id === args.user && of === team.id);
    return person ? { user: userOf(person) } : refuse('user_not_found');
  },

  'conversations.replies': (world, team, args) => {
    const channel = room(world, team, text(args, 'channel'));
    const asked = text(args, 'ts');
    const found = world.posts.filter(
      ({ channel: at, ts, threadTs }) => at === channel.id && (ts === asked || threadTs === asked),
    );
    if (found.length === 0) return refuse('thread_not_found');
    const within = found.filter(
      ({ ts }) => ts >= String(args.oldest ?? '') && ts <= String(args.latest ?? '~'),
    );
    const messages = within.slice(0, Number(args.limit ?? 100)).map(({ ts, user, text: said, threadTs }) => ({
      type: 'message',
      ts,
      user,
      text: said,
      ...(threadTs ? { thread_ts: threadTs } : {}),
    }));
    return { messages, has_more: within.length > messages.length };
  },

  'conversations.history': (world, team, args) => {
    const channel = room(world, team, text(args, 'channel'));
    const limit = Number(args.limit ?? 100);
    const since = world.posts
      .filter(
        ({ channel: at, ts, threadTs }) =>
          at === channel.id && !threadTs && Number(ts) > Number(args.oldest ?? 0),
      )
      .reverse();
    const messages = since.slice(0, limit).map(({ ts, user, text: said, metadata }) => ({
      type: 'message',
      ts,
      user,
      text: said,
      ...(args.include_all_metadata ? { metadata } : {}),
    }));
    return { messages, has_more: since.length > limit };
  },

  'conversations.info': (world, team, args) => {
    const channel = world.channels.find(({ id, team: of }) => id === args.channel && of === team.id);
    if (!channel) return refuse('channel_not_found');
    const { id, name, kind, archived, members } = channel;
    const is_member = members.has(team.botUserId);
    return {
      channel: {
        id,
        name,
        is_private: kind === 'private',
        is_im: kind === 'im',
        is_archived: archived,
        is_member,
      },
    };
  },

  'conversations.join': (world, team, args) => {
    const channel = world.channels.find(({ id, team: of }) => id === args.channel && of === team.id);
    if (channel?.kind === 'im') return refuse('method_not_supported_for_channel_type');
    if (channel?.kind !== 'public') return refuse('channel_not_found');
    if (channel.archived) return refuse('is_archived');
    channel.members.add(team.botUserId);
    return { channel: { id: channel.id } };
  },

  'conversations.open': (world, team, args) => {
    const person = world.people.find(({ id, team: of }) => id === args.users && of === team.id);
    if (person?.gone) return refuse('user_disabled');
    return person ? { channel: { id: world.direct(person.id, team.id).id } } : refuse('user_not_found');
  },

  'conversations.members': (world, team, args) => {
    const channel = world.channels.find(({ id, team: of }) => id === args.channel && of === team.id);
    const isSeen = channel && (channel.kind === 'public' || channel.members.has(team.botUserId));
    if (!isSeen) return refuse('channel_not_found');
    const [from, limit] = [Number(args.cursor ?? 0), Number(args.limit ?? 100)];
    const members = [...channel.members].slice(from, from + limit);
    const next = from + limit < channel.members.size ? String(from + limit) : '';
    return { members, response_metadata: { next_cursor: next } };
  },

  'usergroups.list': (world, team) => ({
    usergroups: world.groups
      .filter((group) => group.team === team.id)
      .map(({ id, handle }) => ({ id, team_id: team.id, is_usergroup: true, name: handle, handle })),
  }),

  'usergroups.users.list': (world, team, args) => {
    const group = world.groups.find(({ id, team: of }) => id === args.usergroup && of === team.id);
    return group ? { users: group.users } : refuse('no_such_subteam');
  },
};

/** A person as Slack's user object. */
export function userOf(person: SlackPerson): object {
  return {
    id: person.id,
    team_id: person.home ?? person.team,
    name: person.name,
    real_name: person.realName,
    tz: person.zone,
    deleted: person.gone === true,
    is_bot: person.bot === true,
    is_restricted: person.guest !== undefined,
    is_ultra_restricted: person.guest === 'single',
    is_stranger: person.home !== undefined,
    is_email_confirmed: !person.unconfirmed,
    profile: { real_name: person.realName, ...(person.email ? { email: person.email } : {}) },
  };
}
