import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { decodePress, type Pressed } from '../../../cards/render/slack/actions.ts';
import type { SlackMessage } from '../../../cards/render/slack/cards.ts';
import type { Intent, Reply } from '../../../src/ports/intent.ts';
import type { Asked, Door, DoorContext } from '../context.ts';
import { answerMessage, lineMessage } from '../reply/answer.ts';
import { formView, openForm } from '../reply/modal.ts';
import { respond } from '../reply/respond.ts';
import { tell } from '../reply/send-reply.ts';
import { actorOf, roomOf } from './origin.ts';

type Args = SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs<DoorContext>;

/** Matches the action ids that our renderer gives: `command#n`. */
export const PRESS_ACTION = /^[a-z][a-z-]*#\d+$/;

/** A press on a button, or a choice in a menu, of one of our cards. */
export async function onPress({ body, action, ack, context }: Args, door: Door): Promise<void> {
  const menu = action.type === 'button' ? undefined : action.block_id;
  const pressed = decodePress(carriedBy(action), menu) ?? unreadable;
  const asked = askedIn(body, context);
  const reply = await door.run(intentOf(body, pressed, asked, context));
  await ack();
  if (reply.is === 'form') return open(door, body, reply, asked, pressed, context.teamId);
  if (reply.is === 'done' && reply.card && isShared(body)) {
    // The queue redraws the card for everybody. A direct chat also holds answers that no queue knows: there it is said.
    if (asked.room?.kind !== 'direct') return;
    return answer(door, body, asked, lineMessage(reply.line, context.teamId), false);
  }
  const replaces = reply.is === 'done' && isEphemeral(body);
  await answer(door, body, asked, answerMessage(reply, context.teamId, door.log), replaces);
}

/** No command has this name, so that the core answers what to do about an old button. */
const unreadable: Pressed = { command: '', input: {} };

/** Every part of a payload can be missing. */
function carriedBy(action: Args['action']): string {
  switch (action.type) {
    case 'button':
      return action.value ?? '';
    case 'overflow':
    case 'static_select':
      return action.selected_option?.value ?? '';
    default:
      return '';
  }
}

function askedIn(body: BlockAction, context: DoorContext): Asked {
  const thread: unknown = body.message?.thread_ts;
  return {
    token: context.botToken,
    user: body.user.id,
    ...(body.channel ? { room: roomOf(context.teamId, body.channel.id, body.channel.name) } : {}),
    ...(typeof thread === 'string' ? { thread } : {}),
  };
}

function intentOf(body: BlockAction, pressed: Pressed, asked: Asked, context: DoorContext): Intent {
  const enterprise = body.enterprise?.id ?? body.team?.enterprise_id;
  const belonging = { installed: context.teamId, home: body.user.team_id, enterprise };
  return {
    delivery: context.exchange.delivery,
    actor: actorOf(body.user.id, belonging, body.user.name ?? body.user.username),
    ...(asked.room ? { room: asked.room } : {}),
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

/** Whether the pressed card is a message that everybody sees. */
const isShared = (body: BlockAction): boolean => body.message !== undefined && !isEphemeral(body);

async function open(
  door: Door,
  body: BlockAction,
  { form }: Reply & { is: 'form' },
  asked: Asked,
  { version }: Pressed,
  tenant: string,
): Promise<void> {
  const { room, thread } = asked;
  const view = formView(form, tenant, {
    ...(room ? { room } : {}),
    ...(thread === undefined ? {} : { thread }),
    ...(version === undefined ? {} : { version }),
  });
  const problem = await openForm(door, asked.token, body.trigger_id, view);
  if (problem !== undefined) await answer(door, body, asked, lineMessage(problem, tenant), false);
}

/** To the presser only: over the response_url, and where that does not work, by name. */
async function answer(
  door: Door,
  body: BlockAction,
  asked: Asked,
  message: SlackMessage,
  replaces: boolean,
): Promise<void> {
  const { thread } = asked;
  const how = replaces
    ? { replace_original: true }
    : {
        response_type: 'ephemeral' as const,
        replace_original: false,
        ...(thread === undefined ? {} : { thread_ts: thread }),
      };
  const taken = body.response_url
    ? await respond(body.response_url, { ...how, ...message }, door.log)
    : false;
  if (!taken) await tell(door, asked, message);
}
