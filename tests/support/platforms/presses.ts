import { vi } from 'vitest';
import { formView } from '../../../adapters/slack/reply/modal.ts';
import type { Action, Form } from '../../../cards/model.ts';
import { button } from '../../../cards/render/slack/actions.ts';
import { pressData } from '../../../cards/render/teams/actions.ts';
import { slackTeam } from '../../../src/preview/ends.ts';
import type { TeamsPerson, TeamsRoom } from '../../../src/preview/teams/rooms.ts';
import type { Stage } from '../milepost.ts';

/*
 * Presses and forms that were never drawn for the sender: signed as the platforms sign them, with forged
 * content. Each returns everything the sender reads.
 */

const json = (value: unknown) => JSON.stringify(value ?? '');

type SlackAnswered = { status: number; body: unknown };

/** Returns the answer to a request, or else what the sender was then told or shown. */
async function read(stage: Stage, user: string, send: () => Promise<SlackAnswered>): Promise<string> {
  const { world } = stage.ends.slack;
  const seen = () => [...world.ephemerals.filter(({ to }) => to === user), ...world.views];
  const before = new Set<unknown>(seen());
  const { status, body } = await send();
  if (status !== 200) throw new Error(`Slack was answered ${status}`);
  if (body !== '') return json(body);
  return vi.waitFor(
    () => {
      const fresh = seen().filter((one) => !before.has(one));
      if (fresh.length === 0) throw new Error('nothing was answered');
      return json(fresh);
    },
    { timeout: 5_000, interval: 5 },
  );
}

/** Presses a button in a Slack channel. */
export const pressInSlack = (stage: Stage, user: string, channel: string, action: Action): Promise<string> =>
  read(stage, user, () => sendPressInSlack(stage, user, channel, action));

/** Sends the press of a button in a Slack channel, and does not wait for what the sender reads. */
export function sendPressInSlack(
  { ends, desk }: Stage,
  user: string,
  channel: string,
  action: Action,
): Promise<SlackAnswered> {
  const { action_id, value } = button(action, 0, '');
  const { world } = ends.slack;
  return desk.interact(slackTeam, user, {
    type: 'block_actions',
    actions: [{ type: 'button', action_id, block_id: 'b1', value, action_ts: world.nextTs() }],
    container: { type: 'message', message_ts: world.nextTs(), channel_id: channel, is_ephemeral: false },
    channel: { id: channel, name: world.channel(channel).name },
    message: { type: 'message', ts: world.nextTs(), text: '', blocks: [] },
    trigger_id: world.trigger(slackTeam, user),
  });
}

/** Submits a form that was opened in a Slack channel. */
export function submitInSlack(stage: Stage, user: string, channel: string, form: Form): Promise<string> {
  const { world } = stage.ends.slack;
  const room = { platform: 'slack', tenant: slackTeam, channel, kind: 'channel' } as const;
  const view = formView(form, slackTeam, { room });
  return read(stage, user, () =>
    stage.desk.interact(slackTeam, user, {
      type: 'view_submission',
      trigger_id: world.trigger(slackTeam, user),
      view: {
        id: 'V1',
        team_id: slackTeam,
        app_installed_team_id: slackTeam,
        hash: 'h',
        root_view_id: 'V1',
        previous_view_id: null,
        app_id: 'A1',
        bot_id: world.team(slackTeam).botId,
        ...view,
        state: { values: {} },
      },
      response_urls: [],
    }),
  );
}

type InTeams = { person: TeamsPerson; room: TeamsRoom };

const invoke = async (stage: Stage, { person, room }: InTeams, name: string, value: object) => {
  const { status, body } = await stage.ends.teams.event(room, person, { type: 'invoke', name, value });
  if (status >= 500) throw new Error(`Teams was answered ${status}`);
  return json(body);
};

/** Presses a button of a card in Teams. */
export function executeInTeams(stage: Stage, at: InTeams, action: Action): Promise<string> {
  const data = withoutConfirm(action);
  return invoke(stage, at, 'adaptiveCard/action', {
    action: { type: 'Action.Execute', verb: data.command, data },
    trigger: 'manual',
  });
}

/** Submits a form of a card in Teams. */
export function executeFormInTeams(stage: Stage, at: InTeams, form: Form): Promise<string> {
  const data = formData(form);
  return invoke(stage, at, 'adaptiveCard/action', {
    action: { type: 'Action.Execute', verb: form.command, data },
    trigger: 'manual',
  });
}

/** Submits a dialog in Teams. */
export const submitDialogInTeams = (stage: Stage, at: InTeams, form: Form): Promise<string> =>
  invoke(stage, at, 'task/submit', { data: formData(form), context: { theme: 'default' } });

const withoutConfirm = ({ confirm: _, ...action }: Action) => pressData(action);

const formData = ({ command, given, about }: Form) => ({
  command,
  form: true,
  given,
  ...(about ? { about } : {}),
});
