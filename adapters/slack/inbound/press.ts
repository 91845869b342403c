import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import {
  decodePress,
  decodeTick,
  isItemBlock,
  type Pressed,
  pageActionId,
} from '../../../cards/render/slack/actions.ts';
import { moreActionId, type SlackMessage } from '../../../cards/render/slack/cards.ts';
import type { Intent, Reply } from '../../../src/ports/intent.ts';
import type { ListenerPorts, ReplyTarget, RequestContext } from '../context.ts';
import { answerMessage, lineMessage } from '../reply/answer.ts';
import { formView, openForm } from '../reply/modal.ts';
import { type Place, teamUrlOf } from '../reply/permalink.ts';
import { respond } from '../reply/respond.ts';
import { sendReply } from '../reply/send-reply.ts';
import { onMore } from './form-request.ts';
import { actorOf, roomOf } from './origin.ts';

type Args = SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs<RequestContext>;

/** Action ids of our renderer: `command#n`. */
export const pressActionId = /^[a-z][a-z-]*#\d+$/;

/** Handles a press on a button, or a choice in a menu, of a card. */
export async function onPress({ body, action, ack, context }: Args, ports: ListenerPorts): Promise<void> {
  if (body.view && action.action_id === moreActionId) {
    await ack();
    return onMore(body, body.view, context, ports);
  }
  if (action.action_id === pageActionId) return ack();
  const pressed = pressedIn(action) ?? unreadable;
  const target = replyTargetOf(body, context);
  const reply = await ports.run(intentOf(body, pressed, target, context));
  await ack();
  const isItem = isItemBlock(action.block_id);
  const redraws = pressed.redraws === true && isPrivate(body, target);
  const isOver = redraws || (isEphemeral(body) && !isItem);
  if (reply.is === 'form') {
    const replaces = isOver ? body.response_url : undefined;
    return openPressForm(ports, body, reply, target, { replaces, tenant: context.teamId });
  }
  if (reply.is === 'done' && reply.card && isShared(body) && !redraws && !reply.unseen) {
    // the outbox redraws the shared card; in a direct chat it may not know the message, so confirm there
    if (target.room?.kind !== 'direct') return;
    return answer(ports, body, target, lineMessage(reply.line, context.teamId), false);
  }
  const message =
    reply.is === 'done' && isItem && !reply.at
      ? lineMessage(reply.line, context.teamId)
      : answerMessage(reply, placeOf(body, context), ports.log);
  await answer(ports, body, target, message, reply.is === 'done' ? isOver : reply.is === 'shown' && redraws);
}

function placeOf(body: BlockAction, { teamId: tenant, teamUrl }: RequestContext): Place {
  return { tenant, teamUrl: teamUrl ?? teamUrlOf(body.team?.domain), channel: body.channel?.id };
}

/** No command has this name, so the core answers with what to do about an old button. */
const unreadable: Pressed = { command: '', input: {} };

/** Every field of a payload can be missing. */
function pressedIn(action: Args['action']): Pressed | undefined {
  switch (action.type) {
    case 'button':
      return decodePress(action.value ?? '');
    case 'overflow':
    case 'static_select':
      return decodePress(action.selected_option?.value ?? '', action.block_id);
    case 'checkboxes':
      return decodeTick(action.selected_options?.[0]?.value, action.block_id ?? '');
    default:
      return undefined;
  }
}

function replyTargetOf(body: BlockAction, context: RequestContext): ReplyTarget {
  const thread: unknown = body.message?.thread_ts;
  return {
    token: context.botToken,
    user: body.user.id,
    room: body.channel && roomOf(context.teamId, body.channel.id, body.channel.name),
    thread: typeof thread === 'string' ? thread : undefined,
  };
}

function intentOf(body: BlockAction, pressed: Pressed, target: ReplyTarget, context: RequestContext): Intent {
  const enterprise = body.enterprise?.id ?? body.team?.enterprise_id;
  const belonging = { installed: context.teamId, home: body.user.team_id, enterprise };
  return {
    delivery: context.exchange.delivery,
    actor: actorOf(body.user.id, belonging, body.user.name ?? body.user.username),
    ...(target.room ? { room: target.room } : {}),
    surface: 'press',
    ask: {
      command: pressed.command,
      input: pressed.input,
      ...(pressed.about ? { about: pressed.about } : {}),
    },
    ...(pressed.version === undefined ? {} : { version: pressed.version }),
  };
}

const isEphemeral = (body: BlockAction): boolean => body.container.is_ephemeral === true;

/** Whether only the presser sees the message, so that their answer may take its place. */
const isPrivate = (body: BlockAction, { room }: ReplyTarget): boolean =>
  isEphemeral(body) || room?.kind === 'direct';

/** Whether the card is visible to the whole channel. */
const isShared = (body: BlockAction): boolean => body.message !== undefined && !isEphemeral(body);

async function openPressForm(
  ports: ListenerPorts,
  body: BlockAction,
  { form }: Reply & { is: 'form' },
  target: ReplyTarget,
  { replaces, tenant }: { replaces: string | undefined; tenant: string },
): Promise<void> {
  const { room, thread } = target;
  const view = formView(form, tenant, { room, thread, replaces });
  const problem = await openForm(ports, target.token, body.trigger_id, view);
  if (problem !== undefined) await answer(ports, body, target, lineMessage(problem, tenant), false);
}

/** Answers the presser only: over the response_url, else as an ephemeral message. */
async function answer(
  ports: ListenerPorts,
  body: BlockAction,
  target: ReplyTarget,
  message: SlackMessage,
  replaces: boolean,
): Promise<void> {
  const { thread } = target;
  const options = replaces
    ? { replace_original: true }
    : {
        response_type: 'ephemeral' as const,
        replace_original: false,
        ...(thread === undefined ? {} : { thread_ts: thread }),
      };
  const isAccepted = body.response_url
    ? await respond(body.response_url, { ...options, ...message }, ports.log)
    : false;
  if (!isAccepted) await sendReply(ports, target, message);
}
