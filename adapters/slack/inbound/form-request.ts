import type { AllMiddlewareArgs, BlockAction, SlackOptionsMiddlewareArgs, ViewOutput } from '@slack/bolt';
import { option } from '../../../cards/render/slack/actions.ts';
import type { ListenerPorts, RequestContext } from '../context.ts';
import { formView, originOf } from '../reply/modal.ts';
import { refusedView } from '../reply/refused-view.ts';
import { formIntent, metadataOf } from './form-intent.ts';

type SuggestionArgs = SlackOptionsMiddlewareArgs<'block_suggestion'> & AllMiddlewareArgs<RequestContext>;

/** Answers a select whose options Milepost finds, when it is opened and while somebody types. */
export async function onSuggestion(
  { body, ack, context }: SuggestionArgs,
  ports: ListenerPorts,
): Promise<void> {
  const { view } = body;
  const wanted = { is: 'search', field: body.block_id, text: body.value } as const;
  const reply = view && (await ports.run({ ...formIntent(body, view, context), form: wanted }));
  const [field] = reply?.is === 'form' ? reply.form.fields : [];
  const choices = field?.is === 'choice' ? field.choices : [];
  await ack({ options: choices.map(({ label, value }) => option(label, value)) });
}

/** Draws an open modal with all of its fields; what was typed stays. */
export async function onMore(
  body: BlockAction,
  view: ViewOutput,
  context: RequestContext,
  ports: ListenerPorts,
): Promise<void> {
  const { teamId: tenant, botToken } = context;
  const reply = await ports.run({ ...formIntent(body, view, context), form: { is: 'whole' } });
  const metadata = metadataOf(view);
  if (reply.is !== 'form' && reply.is !== 'refused') return;
  const next =
    reply.is === 'form'
      ? formView(reply.form, tenant, originOf(tenant, metadata))
      : refusedView(view, reply, metadata, tenant);
  try {
    // the hash refuses an update of a modal that has changed since
    await ports.clients(botToken).views.update({ view_id: view.id, hash: view.hash, view: next });
  } catch (error) {
    ports.log.warn({ cause: String(error) }, 'slack form not updated');
  }
}
