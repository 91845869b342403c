import { commands } from '../../../src/commands/registry.ts';

/** The people and rooms in the payloads, on either platform. */
export type About = { team: string; channel: string; user: string; bot: string };

const values: Record<string, string> = {
  milestone: '1',
  name: 'Docs zebraword',
  note: 'zebraword works',
  percent: '40',
  due: '2027-11-12',
  person: '<@slack:T0ACME/UMO|Mo>',
};

/** A button of every command, with an input as a card would carry it. */
export const buttons = commands.map(({ name, input }) => ({
  command: name,
  input: Object.fromEntries(Object.keys(input.shape).map((field) => [field, values[field] ?? '1'])),
}));

/** Example lines of every command. */
export const lines = commands.flatMap(({ examples }) => examples);

/** Returns interactive payloads as Slack sends them. */
export function interactions({ team, channel, user }: About): Record<string, unknown>[] {
  const common = {
    api_app_id: 'A1',
    token: 'deprecated',
    team: { id: team, domain: 'acme' },
    enterprise: null,
    is_enterprise_install: false,
    user: { id: user, username: 'mo', name: 'mo', team_id: team },
    trigger_id: '1.2.abc',
  };
  const room = { id: channel, name: 'apollo' };
  const message = { type: 'message', ts: '1.000001', text: 'zebraword', blocks: [], thread_ts: '1.000001' };
  const pressed = (action: object) => ({
    ...common,
    type: 'block_actions',
    actions: [{ action_ts: '1.2', block_id: '0:{"i":{"milestone":"1"}}', ...action }],
    container: { type: 'message', message_ts: '1.000001', channel_id: channel, is_ephemeral: false },
    channel: room,
    message,
    state: { values: {} },
  });
  const view = (command: string, given: object) => ({
    id: 'V1',
    type: 'modal',
    callback_id: 'milepost_form',
    private_metadata: JSON.stringify({ command, given, room: { channel, name: 'apollo' } }),
    title: { type: 'plain_text', text: 'Form' },
    submit: { type: 'plain_text', text: 'Send' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [{ type: 'input', block_id: 'note', element: { type: 'plain_text_input', action_id: 'in' } }],
    state: {
      values: {
        note: { in: { type: 'plain_text_input', value: 'zebraword' } },
        due: { in: { type: 'datepicker', selected_date: '2027-11-12' } },
        owner: { in: { type: 'users_select', selected_user: user } },
        priority: { in: { type: 'static_select', selected_option: { value: 'p1' } } },
      },
    },
  });
  return [
    ...buttons.flatMap(({ command, input }) => [
      pressed({
        type: 'button',
        action_id: `${command}#0`,
        value: JSON.stringify({ c: command, i: input, v: 1 }),
      }),
      { ...common, type: 'view_submission', view: view(command, input) },
    ]),
    pressed({ type: 'overflow', action_id: 'menu#0', selected_option: { value: '{"c":"block"}' } }),
    pressed({ type: 'static_select', action_id: 'menu#1', selected_option: { value: '{"c":"show"}' } }),
    { ...common, type: 'view_closed', view: view('new', {}), is_cleared: false },
    { ...common, type: 'shortcut', callback_id: 'new', action_ts: '1.2' },
    { ...common, type: 'message_action', callback_id: 'new', channel: room, message, message_ts: '1.000001' },
    { ...common, type: 'block_suggestion', action_id: 'a', block_id: 'b', value: 'zebraword', channel: room },
  ];
}

/** Returns the fields of a slash command. */
export const slash = ({ team, channel, user }: About, text: string): Record<string, string> => ({
  command: '/milestone',
  text,
  team_id: team,
  team_domain: 'acme',
  channel_id: channel,
  channel_name: 'apollo',
  user_id: user,
  user_name: 'mo',
  trigger_id: '1.2.abc',
  is_enterprise_install: 'false',
});

/** Returns event envelopes; those about a room concern another, unused one. */
export function events({ team, channel, user, bot }: About): Record<string, unknown>[] {
  const elsewhere = 'CELSEWHERE';
  const said = { user, text: `<@${bot}> list zebraword`, ts: '1.2', channel, team };
  const all: Record<string, unknown>[] = [
    { type: 'app_mention', ...said, thread_ts: '1.1' },
    { type: 'message', ...said, channel: 'D1', channel_type: 'im', client_msg_id: 'c1' },
    {
      type: 'message',
      subtype: 'message_changed',
      channel: 'D1',
      channel_type: 'im',
      message: said,
      previous_message: said,
    },
    {
      type: 'message',
      subtype: 'file_share',
      ...said,
      channel: 'D1',
      channel_type: 'im',
      files: [{ id: 'F1', name: 'p.md' }],
    },
    { type: 'member_joined_channel', user, channel: elsewhere, channel_type: 'C', team },
    { type: 'channel_rename', channel: { id: elsewhere, name: 'new', created: 1 } },
    { type: 'channel_archive', channel: elsewhere, user },
    { type: 'channel_unarchive', channel: elsewhere, user },
    { type: 'channel_id_changed', old_channel_id: elsewhere, new_channel_id: 'CNEW' },
    { type: 'user_change', user: { id: user, team_id: team, name: 'mo', tz: 'Europe/London', profile: {} } },
    { type: 'team_join', user: { id: 'UNEW', team_id: team, name: 'new' } },
    { type: 'reaction_added', user, item: { type: 'message', channel, ts: '1.2' } },
    { type: 'function_executed', function_execution_id: 'Fx1', inputs: {} },
  ];
  return all.map((event, nth) => ({
    type: 'event_callback',
    token: 'deprecated',
    team_id: team,
    api_app_id: 'A1',
    event_id: `Ev${nth}`,
    event_time: 1,
    event,
    authorizations: [
      { team_id: team, enterprise_id: null, user_id: bot, is_bot: true, is_enterprise_install: false },
    ],
  }));
}

/** Fields that all activities of a room share. */
type Usual = Record<string, unknown>;

/** Returns activities as Teams sends them, based on the fields that all of a room share. */
export function activities(usual: Usual): Record<string, unknown>[] {
  const execute = (data: object) => ({
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb: 'v', data }, trigger: 'manual' },
  });
  const all: Record<string, unknown>[] = [
    ...lines.map((text) => ({ type: 'message', text, textFormat: 'plain' })),
    {
      type: 'message',
      text: '<at>Bo</at> list zebraword &amp; &#x1F600;',
      entities: [
        { type: 'mention', text: '<at>Bo</at>', mentioned: { id: '29:bo', name: 'Bo' } },
        { type: 'clientInfo', timezone: 'Europe/London' },
      ],
      attachments: [
        {
          contentType: 'application/vnd.microsoft.teams.file.download.info',
          name: 'p.md',
          content: { downloadUrl: 'https://x.sharepoint.com/p.md' },
        },
      ],
    },
    ...buttons.flatMap(({ command, input }) => [
      execute({ command, input, version: 1 }),
      execute({ command, form: true, given: input, in_note: 'zebraword', who_owner: 'aaaa-bbbb' }),
      { type: 'message', value: { command, input } },
      { type: 'invoke', name: 'task/submit', value: { data: { command, form: true, given: input } } },
    ]),
    { type: 'invoke', name: 'task/fetch', value: { data: { command: 'new', input: {} }, context: {} } },
    { type: 'invoke', name: 'composeExtension/query', value: { commandId: 'x' } },
    { type: 'conversationUpdate', membersAdded: [{ id: '29:new' }] },
    {
      type: 'conversationUpdate',
      channelData: {
        eventType: 'channelRenamed',
        channel: { id: '19:other', name: 'N' },
        team: { id: '19:t' },
      },
    },
    {
      type: 'conversationUpdate',
      channelData: { eventType: 'channelDeleted', channel: { id: '19:other' }, team: { id: '19:t' } },
    },
    { type: 'installationUpdate', action: 'add-upgrade' },
    { type: 'messageUpdate', text: 'list', channelData: { eventType: 'editMessage' } },
    { type: 'messageDelete', channelData: { eventType: 'softDeleteMessage' } },
    { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] },
  ];
  return all.map((one, nth) => ({
    ...usual,
    id: `a${nth}`,
    ...one,
    channelData: { ...(usual.channelData as object), ...(one.channelData as object) },
  }));
}
