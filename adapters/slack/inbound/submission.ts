import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewOutput, ViewSubmitAction } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import type { Card } from '../../../cards/model.ts';
import { renderSlackCards } from '../../../cards/render/slack/cards.ts';
import type { Intent, Reply } from '../../../src/ports/intent.ts';
import type { Asked, Door, DoorContext } from '../context.ts';
import { answerMessage, lineMessage } from '../reply/answer.ts';
import { type Carried, formView, readCarried, roomOfForm } from '../reply/modal.ts';
import { tell } from '../reply/send-reply.ts';
import { personToken, typed } from './line.ts';
import { actorOf } from './origin.ts';

type Args = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs<DoorContext>;

/** A submitted form: problems are shown at their fields, other refusals above them with the input kept. */
export async function onSubmission({ body, view, ack, context }: Args, door: Door): Promise<void> {
  // no command has this name: the core answers what to do about an old form
  const carried = readCarried(view.private_metadata) ?? { command: '', given: {} };
  const { teamId: tenant, exchange } = context;
  const reply = await door.run(intentOf(body, view, carried, context, door));
  const asked = askedIn(body, carried, context);
  const isRead = reply.is === 'done' || reply.is === 'shown' || (reply.is === 'refused' && exchange.late());
  if (isRead) {
    await ack();
    await tell(
      door,
      asked,
      reply.is === 'done' ? lineMessage(reply.line, tenant) : answerMessage(reply, tenant, door.log),
    );
    return;
  }
  await ack(againOf(reply, view, carried, tenant));
}

type Again =
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update'; view: ModalView };

/** The form once more: its problems, the refusal above it, or the next form. */
function againOf(reply: Reply, view: ViewOutput, carried: Carried, tenant: string): Again {
  if (reply.is === 'form') {
    const room = roomOfForm(tenant, carried);
    const origin = {
      ...(room ? { room } : {}),
      ...(carried.thread === undefined ? {} : { thread: carried.thread }),
    };
    return { response_action: 'update', view: formView(reply.form, tenant, origin) };
  }
  const inputs = inputsOf(view);
  const refused = reply.is === 'refused' ? reply : undefined;
  const errors = refused ? inlineErrors(refused, inputs) : undefined;
  if (errors) return { response_action: 'errors', errors };
  const cards = refused ? [refused.card, ...(refused.present ? [refused.present] : [])] : [];
  return {
    response_action: 'update',
    view: withRefusal(view, inputs, cards, carriedOn(carried, refused), tenant),
  };
}

/** Problems by block id. Those of fields that the form does not show are said at the first one that it does. */
function inlineErrors(
  { refusal }: Reply & { is: 'refused' },
  inputs: KnownBlock[],
): Record<string, string> | undefined {
  if (refusal.is !== 'invalid') return undefined;
  const fields = new Set(inputs.map((block) => block.block_id));
  const here = refusal.problems.filter(({ field }) => fields.has(field));
  const first = here[0];
  if (!first) return undefined;
  const errors: Record<string, string> = {};
  for (const { field, message } of refusal.problems) {
    const place = fields.has(field) ? field : first.field;
    errors[place] = errors[place] === undefined ? message : `${errors[place]} ${message}`;
  }
  return errors;
}

/** Slack keeps what was typed as long as the block ids stay. */
function inputsOf(view: ViewOutput): KnownBlock[] {
  return (view.blocks as KnownBlock[]).filter((block) => block.type === 'input');
}

/** Who was shown the present has seen it: sending the form again is then meant, and not stale any more. */
function carriedOn(carried: Carried, refused: (Reply & { is: 'refused' }) | undefined): Carried {
  if (refused?.refusal.is !== 'stale') return carried;
  const { version: _, ...rest } = carried;
  return rest;
}

function withRefusal(
  view: ViewOutput,
  inputs: KnownBlock[],
  cards: Card[],
  carried: Carried,
  tenant: string,
): ModalView {
  const words = cards.map((card) => ({
    ...card,
    actions: [],
    more: [],
    blocks: card.blocks.map(withoutButtons),
  }));
  return {
    type: 'modal',
    callback_id: view.callback_id,
    title: { type: 'plain_text', text: view.title.text, emoji: false },
    submit: { type: 'plain_text', text: view.submit?.text ?? 'Send', emoji: false },
    close: { type: 'plain_text', text: view.close?.text ?? 'Cancel', emoji: false },
    private_metadata: JSON.stringify(carried),
    blocks: [...renderSlackCards(words, { tenant }).blocks, ...inputs],
  };
}

/** A press inside a modal has no message to answer at: the words stay, the buttons go. */
function withoutButtons(block: Card['blocks'][number]): Card['blocks'][number] {
  return block.is === 'list' ? { is: 'list', items: block.items.map(({ spans }) => ({ spans })) } : block;
}

function askedIn(body: ViewSubmitAction, carried: Carried, context: DoorContext): Asked {
  const room = roomOfForm(context.teamId, carried);
  return {
    token: context.botToken,
    user: body.user.id,
    ...(room ? { room } : {}),
    ...(carried.thread === undefined ? {} : { thread: carried.thread }),
  };
}

function intentOf(
  body: ViewSubmitAction,
  view: ViewOutput,
  carried: Carried,
  context: DoorContext,
  door: Door,
): Intent {
  const tenant = context.teamId;
  const room = roomOfForm(tenant, carried);
  const enterprise = body.enterprise?.id ?? body.team?.enterprise_id;
  const files = door.files(filesIn(view), context.botToken);
  return {
    delivery: context.exchange.delivery,
    actor: actorOf(body.user.id, { installed: tenant, home: body.user.team_id, enterprise }, body.user.name),
    ...(room ? { room } : {}),
    surface: 'form',
    ask: {
      command: carried.command,
      input: { ...carried.given, ...valuesOf(view, tenant) },
      ...(carried.about ? { about: carried.about } : {}),
    },
    ...(files.length > 0 ? { files } : {}),
    ...(carried.version === undefined ? {} : { version: carried.version }),
  };
}

type State = ViewOutput['state']['values'][string][string];

/** What was filled in, by field; empty fields are left out. */
function valuesOf(view: ViewOutput, tenant: string): Record<string, string> {
  const filled = Object.entries(view.state.values).flatMap(([field, states]) => {
    const state = Object.values(states)[0];
    const value = state && filledIn(state, tenant);
    return value ? [[field, value] as const] : [];
  });
  return Object.fromEntries(filled);
}

const filesIn = (view: ViewOutput) =>
  Object.values(view.state.values).flatMap((states) =>
    Object.values(states).flatMap(({ files }) => files ?? []),
  );

function filledIn(state: State, tenant: string): string | undefined {
  switch (state.type) {
    case 'datepicker':
      return state.selected_date ?? undefined;
    case 'static_select':
      return state.selected_option?.value;
    case 'users_select':
      return state.selected_user ? personToken(tenant, state.selected_user) : undefined;
    default:
      return state.value ? typed(state.value) : undefined;
  }
}
