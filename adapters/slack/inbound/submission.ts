import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewOutput, ViewSubmitAction } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import type { Card } from '../../../cards/model.ts';
import { renderSlackCards, subjectBlockId } from '../../../cards/render/slack/cards.ts';
import type { Intent, Reply } from '../../../src/ports/intent.ts';
import type { ListenerPorts, ReplyTarget, RequestContext } from '../context.ts';
import { answerMessage, lineMessage } from '../reply/answer.ts';
import { type FormMetadata, formView, readFormMetadata, roomOfForm } from '../reply/modal.ts';
import { sendReply } from '../reply/send-reply.ts';
import { escapeMentions, personToken } from './line.ts';
import { actorOf } from './origin.ts';

type Args = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs<RequestContext>;

/** Handles a submitted form. Problems are shown at their fields, other refusals above the kept input. */
export async function onSubmission({ body, view, ack, context }: Args, ports: ListenerPorts): Promise<void> {
  // no command has this name, so the core answers with what to do about an old form
  const metadata = readFormMetadata(view.private_metadata) ?? { command: '', given: {} };
  const { teamId: tenant, exchange } = context;
  const reply = await ports.run(intentOf(body, view, metadata, context, ports));
  const target = replyTargetOf(body, metadata, context);
  const isRead = reply.is === 'done' || reply.is === 'shown' || (reply.is === 'refused' && exchange.isLate());
  if (isRead) {
    await ack();
    await sendReply(
      ports,
      target,
      reply.is === 'done' ? lineMessage(reply.line, tenant) : answerMessage(reply, tenant, ports.log),
    );
    return;
  }
  await ack(formResponse(reply, view, metadata, tenant));
}

type FormResponse =
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update'; view: ModalView };

/** Returns the form with its problems, with a refusal on top, or the next form. */
function formResponse(reply: Reply, view: ViewOutput, metadata: FormMetadata, tenant: string): FormResponse {
  if (reply.is === 'form') {
    const origin = { room: roomOfForm(tenant, metadata), thread: metadata.thread };
    return { response_action: 'update', view: formView(reply.form, tenant, origin) };
  }
  const inputs = inputsOf(view);
  const refused = reply.is === 'refused' ? reply : undefined;
  const errors = refused ? inlineErrors(refused, inputs) : undefined;
  if (errors) return { response_action: 'errors', errors };
  const cards = refused ? [refused.card, ...(refused.present ? [refused.present] : [])] : [];
  return {
    response_action: 'update',
    view: viewWithRefusal(view, inputs, cards, nextMetadata(metadata, refused), tenant),
  };
}

/** Returns problems by block id; those of fields not in the form go to the first field with a problem. */
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

/** Slack keeps the typed values as long as the block ids stay. */
function inputsOf(view: ViewOutput): KnownBlock[] {
  return (view.blocks as KnownBlock[]).filter((block) => block.type === 'input');
}

const subjectOf = (view: ViewOutput): KnownBlock[] =>
  (view.blocks as KnownBlock[]).filter((block) => block.block_id === subjectBlockId);

/** Removes the version after a `stale` refusal: the person saw the current card and sends again. */
function nextMetadata(
  metadata: FormMetadata,
  refused: (Reply & { is: 'refused' }) | undefined,
): FormMetadata {
  if (refused?.refusal.is !== 'stale') return metadata;
  const { version: _, ...rest } = metadata;
  return rest;
}

function viewWithRefusal(
  view: ViewOutput,
  inputs: KnownBlock[],
  cards: Card[],
  metadata: FormMetadata,
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
    private_metadata: JSON.stringify(metadata),
    blocks: [...renderSlackCards(words, { tenant }).blocks, ...subjectOf(view), ...inputs],
  };
}

/** A button in a modal has no message to answer to, so only the text is kept. */
function withoutButtons(block: Card['blocks'][number]): Card['blocks'][number] {
  return block.is === 'list' ? { is: 'list', items: block.items.map(({ spans }) => ({ spans })) } : block;
}

function replyTargetOf(body: ViewSubmitAction, metadata: FormMetadata, context: RequestContext): ReplyTarget {
  return {
    token: context.botToken,
    user: body.user.id,
    room: roomOfForm(context.teamId, metadata),
    thread: metadata.thread,
  };
}

function intentOf(
  body: ViewSubmitAction,
  view: ViewOutput,
  metadata: FormMetadata,
  context: RequestContext,
  ports: ListenerPorts,
): Intent {
  const tenant = context.teamId;
  const room = roomOfForm(tenant, metadata);
  const enterprise = body.enterprise?.id ?? body.team?.enterprise_id;
  const files = ports.files(filesIn(view), context.botToken);
  return {
    delivery: context.exchange.delivery,
    actor: actorOf(body.user.id, { installed: tenant, home: body.user.team_id, enterprise }, body.user.name),
    ...(room ? { room } : {}),
    surface: 'form',
    ask: {
      command: metadata.command,
      input: { ...metadata.given, ...valuesOf(view, tenant) },
      ...(metadata.about ? { about: metadata.about } : {}),
    },
    ...(files.length > 0 ? { files } : {}),
    ...(metadata.version === undefined ? {} : { version: metadata.version }),
  };
}

type State = ViewOutput['state']['values'][string][string];

/** Returns the filled-in values by field; empty fields are omitted. */
function valuesOf(view: ViewOutput, tenant: string): Record<string, string> {
  const filled = Object.entries(view.state.values).flatMap(([field, states]) => {
    const state = Object.values(states)[0];
    const value = state && fieldValue(state, tenant);
    return value ? [[field, value] as const] : [];
  });
  return Object.fromEntries(filled);
}

const filesIn = (view: ViewOutput) =>
  Object.values(view.state.values).flatMap((states) =>
    Object.values(states).flatMap(({ files }) => files ?? []),
  );

function fieldValue(state: State, tenant: string): string | undefined {
  switch (state.type) {
    case 'datepicker':
      return state.selected_date ?? undefined;
    case 'static_select':
      return state.selected_option?.value;
    case 'users_select':
      return state.selected_user ? personToken(tenant, state.selected_user) : undefined;
    default:
      return state.value ? escapeMentions(state.value) : undefined;
  }
}
