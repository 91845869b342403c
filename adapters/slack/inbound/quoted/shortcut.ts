import type { AllMiddlewareArgs, MessageShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import type { SlackMessage } from '../../../../cards/render/slack/cards.ts';
import type { ListenerPorts, ReplyTarget, RequestContext } from '../../context.ts';
import { answerMessage, lineMessage } from '../../reply/answer.ts';
import { formView, openForm } from '../../reply/modal.ts';
import { teamUrlOf } from '../../reply/permalink.ts';
import { respond } from '../../reply/respond.ts';
import { sendReply } from '../../reply/send-reply.ts';
import { actorOf, roomOf } from '../origin.ts';
import { quotedMessage } from './message.ts';

type Args = SlackShortcutMiddlewareArgs<MessageShortcut> & AllMiddlewareArgs<RequestContext>;

/** Callback ids of our message shortcuts: `message:` and a command. */
export const shortcutId = /^message:[a-z][a-z-]*$/;

/** Handles a shortcut on a message: the form of its command opens, filled in from the message. */
export async function onShortcut({ body, ack, context }: Args, ports: ListenerPorts): Promise<void> {
  const { teamId: tenant, botToken: token } = context;
  const { channel, user } = body;
  const place = {
    tenant,
    teamUrl: context.teamUrl ?? teamUrlOf(body.team?.domain),
    channel: channel.id,
    bot: context.botUserId,
    botId: context.botId,
  };
  const quoted = quotedMessage(body.message, place);
  const room = roomOf(tenant, channel.id, channel.name);
  const thread: unknown = body.message.thread_ts;
  const target = { token, user: user.id, room, thread: typeof thread === 'string' ? thread : undefined };
  const enterprise = body.enterprise?.id ?? body.team?.enterprise_id;
  const reply = await ports.run({
    actor: actorOf(user.id, { installed: tenant, home: user.team_id, enterprise }, user.name),
    room,
    surface: 'press',
    ask: {
      command: quoted ? body.callback_id.slice('message:'.length) : '',
      input: {},
    },
    ...(quoted ? { quoted } : {}),
  });
  await ack();
  if (reply.is !== 'form') return answer(ports, body, target, answerMessage(reply, place, ports.log));
  const view = formView(reply.form, tenant, { room, thread: target.thread });
  const problem = await openForm(ports, token, body.trigger_id, view);
  if (problem !== undefined) await answer(ports, body, target, lineMessage(problem, tenant));
}

/** Answers in private where the shortcut was chosen; the bot need not be in that channel. */
async function answer(
  ports: ListenerPorts,
  { response_url: url }: MessageShortcut,
  target: ReplyTarget,
  message: SlackMessage,
): Promise<void> {
  const { thread } = target;
  const response = {
    response_type: 'ephemeral' as const,
    replace_original: false,
    ...(thread === undefined ? {} : { thread_ts: thread }),
    ...message,
  };
  const isAccepted = url ? await respond(url, response, ports.log) : false;
  if (!isAccepted) await sendReply(ports, target, message);
}
