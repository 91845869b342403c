import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewOutput, ViewSubmitAction } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import type { SlackMessage } from '../../../cards/render/slack/cards.ts';
import type { Reply } from '../../../src/ports/intent.ts';
import type { ListenerPorts, ReplyTarget, RequestContext } from '../context.ts';
import { answerMessage, lineMessage } from '../reply/answer.ts';
import { type FormMetadata, formView, originOf, roomOfForm } from '../reply/modal.ts';
import { refusedView } from '../reply/refused-view.ts';
import { respond } from '../reply/respond.ts';
import { sendReply } from '../reply/send-reply.ts';
import { formIntent, metadataOf } from './form-intent.ts';
import { filesIn } from './form-state.ts';

type Args = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs<RequestContext>;

/** Handles a submitted form. Problems are shown at their fields, other refusals above the kept input. */
export async function onSubmission({ body, view, ack, context }: Args, ports: ListenerPorts): Promise<void> {
  const metadata = metadataOf(view);
  const { teamId: tenant, exchange, botToken } = context;
  const files = ports.files(filesIn(view), botToken);
  const reply = await ports.run({
    ...formIntent(body, view, context),
    delivery: exchange.delivery,
    ...(files.length > 0 ? { files } : {}),
  });
  const target = replyTargetOf(body, metadata, context);
  const isRead = reply.is === 'done' || reply.is === 'shown' || (reply.is === 'refused' && exchange.isLate());
  if (isRead) {
    await ack();
    const place = { tenant, teamUrl: context.teamUrl, channel: target.room?.channel };
    const message =
      reply.is === 'done' && !reply.at && metadata.replaces === undefined
        ? lineMessage(reply.line, tenant)
        : answerMessage(reply, place, ports.log);
    await sendAnswer(ports, target, message, reply.is === 'refused' ? undefined : metadata.replaces);
    return;
  }
  await ack(formResponse(reply, view, metadata, tenant));
}

/** Sends an answer in the place of the private message that the form was opened from, else as a new one. */
async function sendAnswer(
  ports: ListenerPorts,
  target: ReplyTarget,
  message: SlackMessage,
  replaces: string | undefined,
): Promise<void> {
  const isReplaced =
    replaces !== undefined && (await respond(replaces, { replace_original: true, ...message }, ports.log));
  if (!isReplaced) await sendReply(ports, target, message);
}

type FormResponse =
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update'; view: ModalView };

/** Returns the form with its problems, with a refusal on top, or the next form. */
function formResponse(
  reply: Extract<Reply, { is: 'form' | 'refused' }>,
  view: ViewOutput,
  metadata: FormMetadata,
  tenant: string,
): FormResponse {
  if (reply.is === 'form') {
    return { response_action: 'update', view: formView(reply.form, tenant, originOf(tenant, metadata)) };
  }
  const errors = inlineErrors(reply, view);
  if (errors) return { response_action: 'errors', errors };
  return { response_action: 'update', view: refusedView(view, reply, metadata, tenant) };
}

/** Returns problems by block id; those of fields not in the form go to the first field with a problem. */
function inlineErrors(
  { problems = [] }: Extract<Reply, { is: 'refused' }>,
  { blocks }: ViewOutput,
): Record<string, string> | undefined {
  const inputs = (blocks as KnownBlock[]).filter(({ type }) => type === 'input');
  const fields = new Set(inputs.map((block) => block.block_id));
  const first = problems.find(({ field }) => fields.has(field));
  if (!first) return undefined;
  const errors: Record<string, string> = {};
  for (const { field, message } of problems) {
    const place = fields.has(field) ? field : first.field;
    errors[place] = errors[place] === undefined ? message : `${errors[place]} ${message}`;
  }
  return errors;
}

function replyTargetOf(body: ViewSubmitAction, metadata: FormMetadata, context: RequestContext): ReplyTarget {
  return {
    token: context.botToken,
    user: body.user.id,
    room: roomOfForm(context.teamId, metadata),
    thread: metadata.thread,
  };
}
