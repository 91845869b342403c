import { randomUUID } from 'node:crypto';
import { byId } from '../act.ts';
import { type ControlAt, findControl } from './controls.ts';
import { fileObject } from './files.ts';
import { userOf } from './methods.ts';
import { applyToView, showAck } from './screen.ts';
import { type Sent, type SlackAnswer, type SlackDoor, sendSigned } from './signed.ts';
import { encodeTyped } from './typing.ts';
import { stateOf } from './view-state.ts';
import type { OpenView, SlackWorld } from './world.ts';

export type { SlackAnswer } from './signed.ts';

/** The thread of a message, and the ids of its uploaded files. */
type Place = [threadTs?: string | undefined, files?: string[]];

/** An option of a select. */
export type Option = { text: { text: string }; value: string };
type Block = { block_id?: string; element?: { type: string; action_id: string } };

/** Turns the actions of people in Slack into the signed requests that Slack would send. */
export class SlackDesk {
  readonly #world: SlackWorld;
  readonly #door: SlackDoor;
  readonly #origin: string;

  constructor(world: SlackWorld, door: SlackDoor, origin: string) {
    this.#world = world;
    this.#door = door;
    this.#origin = origin;
  }

  /** Types a slash command. `@handle`, `#channel` and links are escaped as Slack does it. */
  async slash(user: string, channel: string, text: string, command = '/milestone'): Promise<SlackAnswer> {
    const person = this.#world.person(user);
    const room = this.#world.channel(channel);
    const fields = {
      command,
      text: encodeTyped(this.#world, text, 'command'),
      team_id: room.team,
      team_domain: this.#world.team(room.team).name.toLowerCase(),
      channel_id: channel,
      channel_name: room.name,
      user_id: user,
      user_name: person.name,
      response_url: this.#responseUrl(user, channel),
      trigger_id: this.#world.trigger(room.team, user),
      api_app_id: 'A1',
      is_enterprise_install: 'false',
    };
    const answer = await this.form(fields);
    showAck(this.#world, answer.body, user, channel);
    return answer;
  }

  /** Uses a control of a message, found by its label, its action id or all its ids; `ts` is a post or an ephemeral. */
  async press(user: string, channel: string, ts: string, control: string | ControlAt): Promise<SlackAnswer> {
    const room = this.#world.channel(channel);
    const post = this.#world.posts.find((one) => one.ts === ts);
    const message = post ?? this.#world.ephemerals.find((one) => one.ts === ts && one.to === user);
    if (!message) throw new Error(`There is no message ${ts}`);
    const action = { ...findControl(message.blocks, control), action_ts: this.#world.nextTs() };
    const { text, blocks, threadTs } = message;
    return this.interact(room.team, user, {
      type: 'block_actions',
      actions: [action],
      container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: post === undefined },
      channel: { id: channel, name: room.name },
      ...(post
        ? { message: { type: 'message', ts, text, blocks, ...(threadTs ? { thread_ts: threadTs } : {}) } }
        : {}),
      response_url: this.#responseUrl(user, channel, ts),
      trigger_id: this.#world.trigger(room.team, user),
    });
  }

  /** Chooses a shortcut on a message; `message` replaces or adds to what Slack says of a post. */
  async shortcut(
    user: string,
    channel: string,
    callbackId: string,
    message: { ts: string } & Record<string, unknown>,
  ): Promise<SlackAnswer> {
    const room = this.#world.channel(channel);
    const post = this.#world.posts.find((one) => one.ts === message.ts && one.channel === channel);
    const { text = '', blocks = [], threadTs, user: author } = post ?? {};
    return this.interact(room.team, user, {
      type: 'message_action',
      callback_id: callbackId,
      action_ts: this.#world.nextTs(),
      message_ts: message.ts,
      channel: { id: channel, name: room.name },
      message: {
        type: 'message',
        text,
        blocks,
        ...(author ? { user: author } : {}),
        ...(threadTs ? { thread_ts: threadTs } : {}),
        ...message,
      },
      response_url: this.#responseUrl(user, channel),
      trigger_id: this.#world.trigger(room.team, user),
    });
  }

  /** Fills in and sends an open modal; the answer closes or changes it as in Slack. */
  async submit(viewId: string, values: Record<string, string>): Promise<SlackAnswer> {
    const open = this.view(viewId);
    const { team, user } = open;
    const answer = await this.interact(team, user, {
      type: 'view_submission',
      trigger_id: this.#world.trigger(team, user),
      view: this.#shown(open, values),
      response_urls: [],
    });
    applyToView(this.#world, open, answer.body);
    return answer;
  }

  /** Presses a button of an open modal, with what is filled in so far. */
  pressIn(viewId: string, control: string | ControlAt, values: Record<string, string>): Promise<SlackAnswer> {
    const open = this.view(viewId);
    const { team, user, view } = open;
    const shown = this.#shown(open, values);
    return this.interact(team, user, {
      type: 'block_actions',
      actions: [{ ...findControl(view.blocks as unknown[], control), action_ts: this.#world.nextTs() }],
      container: { type: 'view', view_id: viewId },
      view: shown,
      state: shown.state,
      trigger_id: this.#world.trigger(team, user),
    });
  }

  /** Opens a select of an open modal, or types into it; returns the options that it is answered with. */
  async suggest(
    viewId: string,
    blockId: string,
    typed: string,
    values: Record<string, string> = {},
  ): Promise<Option[]> {
    const open = this.view(viewId);
    const { team, user, view } = open;
    const block = (view.blocks as Block[]).find(({ block_id: id }) => id === blockId);
    if (block?.element?.type !== 'external_select') throw new Error(`No select to type into in ${blockId}`);
    const { status, body } = await this.interact(team, user, {
      type: 'block_suggestion',
      block_id: blockId,
      action_id: block.element.action_id,
      value: typed,
      container: { type: 'view', view_id: viewId },
      view: this.#shown(open, values),
    });
    const options = status === 200 ? ((body as { options?: Option[] } | undefined)?.options ?? []) : [];
    if (options.length > 100) throw new Error('Slack takes no more than 100 options');
    open.suggested[blockId] = options;
    return options;
  }

  /** A modal as payloads have it. */
  #shown(open: OpenView, values: Record<string, string>) {
    const { id, team, view, hash } = open;
    return {
      ...view,
      id,
      team_id: team,
      app_installed_team_id: team,
      hash,
      root_view_id: id,
      previous_view_id: null,
      app_id: 'A1',
      bot_id: this.#world.team(team).botId,
      state: { values: stateOf(open, values, (file) => this.#file(file)) },
    };
  }

  /** The open modal of this id. Throws when it is closed. */
  view(viewId: string): OpenView {
    return byId(this.#world.views, viewId, 'open view');
  }

  /** Writes a message in a channel that mentions the bot; `text` is what follows the mention. */
  mention(user: string, channel: string, text: string, ...place: Place): Promise<SlackAnswer> {
    const { team } = this.#world.channel(channel);
    const said = `<@${this.#world.team(team).botUserId}> ${encodeTyped(this.#world, text, 'message')}`;
    return this.#say('app_mention', user, channel, said, ...place);
  }

  /** Writes to the bot in the direct chat; `files` are ids of what was uploaded. */
  dm(user: string, text: string, ...place: Place): Promise<SlackAnswer> {
    const { id } = this.#world.direct(user, this.#world.person(user).team);
    return this.#say('message', user, id, encodeTyped(this.#world, text, 'message'), ...place);
  }

  /** Writes a message in a channel; one that names `@milepost` is a mention. */
  async write(user: string, channel: string, text: string, threadTs?: string): Promise<SlackAnswer> {
    const said = encodeTyped(this.#world, text, 'message');
    const { botUserId } = this.#world.team(this.#world.channel(channel).team);
    const type = said.includes(`<@${botUserId}>`) ? 'app_mention' : 'message';
    return this.#say(type, user, channel, said, threadTs);
  }

  /** Sends an event. A second one with the same id is Slack's retry. */
  event(team: string, event: object, { id = `Ev${randomUUID()}`, retry = 0 } = {}): Promise<SlackAnswer> {
    const { enterpriseId, botUserId } = this.#world.team(team);
    const enterprise_id = enterpriseId ?? null;
    const envelope = {
      token: 'deprecated',
      team_id: team,
      enterprise_id,
      api_app_id: 'A1',
      type: 'event_callback',
      event_id: id,
      event_time: Math.floor(this.#world.now() / 1000),
      event,
      authorizations: [
        { team_id: team, enterprise_id, user_id: botUserId, is_bot: true, is_enterprise_install: false },
      ],
      is_ext_shared_channel: false,
    };
    const headers: Record<string, string> =
      retry > 0 ? { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' } : {};
    return this.send('application/json', JSON.stringify(envelope), { headers });
  }

  /** Sends `user_change` for a person. */
  changed(user: string): Promise<SlackAnswer> {
    const person = this.#world.person(user);
    return this.event(person.team, { type: 'user_change', user: userOf(person) });
  }

  /** Sends an interactive payload with the common fields. */
  interact(team: string, user: string, payload: object): Promise<SlackAnswer> {
    const { name, home } = this.#world.person(user);
    const { name: domain, enterpriseId } = this.#world.team(team);
    const enterprise = enterpriseId ? { enterprise: { id: enterpriseId, name: enterpriseId } } : {};
    const whole = {
      api_app_id: 'A1',
      token: 'deprecated',
      team: { id: team, domain: domain.toLowerCase() },
      user: { id: user, username: name, name, team_id: home ?? team },
      is_enterprise_install: false,
      ...enterprise,
      ...payload,
    };
    return this.form({ payload: JSON.stringify(whole) });
  }

  /** Sends form fields, signed. */
  form(fields: Record<string, string>): Promise<SlackAnswer> {
    return this.send('application/x-www-form-urlencoded', new URLSearchParams(fields).toString());
  }

  /** Sends bytes, signed now with the right secret unless told otherwise. `timestamp` in seconds. */
  async send(type: string, body: string, sent: Sent = {}): Promise<SlackAnswer> {
    return sendSigned(this.#door, this.#world.now(), type, body, sent);
  }

  #file(id: string): object {
    return fileObject(byId(this.#world.files, id, 'file'), this.#origin);
  }

  #say(
    type: string,
    user: string,
    channel: string,
    text: string,
    ...[threadTs, files = []]: Place
  ): Promise<SlackAnswer> {
    const { team, kind } = this.#world.channel(channel);
    const { home } = this.#world.person(user);
    const ts = this.#put(user, channel, text, threadTs);
    return this.event(team, {
      type,
      user,
      text,
      ts,
      channel,
      event_ts: ts,
      team: home ?? team,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      ...(files.length > 0 ? { files: files.map((id) => this.#file(id)) } : {}),
      ...(type === 'message' && files.length > 0 ? { subtype: 'file_share' } : {}),
      ...(type === 'message' ? { channel_type: kind === 'im' ? 'im' : 'channel' } : {}),
    });
  }

  #put(user: string, channel: string, text: string, threadTs: string | undefined): string {
    const ts = this.#world.nextTs();
    const thread = threadTs === undefined ? {} : { threadTs };
    this.#world.posts.push({ ts, channel, user, text, blocks: [], edits: 0, ...thread });
    return ts;
  }

  #responseUrl(user: string, channel: string, ts?: string): string {
    const { team } = this.#world.channel(channel);
    return `${this.#origin}/respond/${this.#world.responseUrl(team, user, channel, ts)}`;
  }
}
