import type {
  AllMiddlewareArgs,
  BlockAction,
  BlockSuggestion,
  SlackOptionsMiddlewareArgs,
  ViewOutput,
} from '@slack/bolt';
import { option } from '../../../cards/render/slack/actions.ts';
import type { FormRequest, Intent } from '../../../src/ports/intent.ts';
import type { ListenerPorts, RequestContext } from '../context.ts';
import { type FormMetadata, formView, readFormMetadata, roomOfForm } from '../reply/modal.ts';
import { refusedView } from '../reply/refused-view.ts';
import { valuesOf } from './form-state.ts';
import { actorOf } from './origin.ts';

type SuggestionArgs = SlackOptionsMiddlewareArgs<'block_suggestion'> & AllMiddlewareArgs<RequestContext>;

/** Answers a select whose options Milepost finds, when it is opened and while somebody types. */
export async function onSuggestion(
  { body, ack, context }: SuggestionArgs,
  ports: ListenerPorts,
): Promise<void> {
  const { view } = body;
  const wanted = { is: 'search', field: body.block_id, text: body.value } as const;
  const reply = view && (await ports.run(intentOf(body, view, wanted, context)));
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
  const reply = await ports.run(intentOf(body, view, { is: 'whole' }, context));
  const metadata = metadataOf(view);
  if (reply.is !== 'form' && reply.is !== 'refused') return;
  const next =
    reply.is === 'form'
      ? formView(reply.form, tenant, {
          room: roomOfForm(tenant, metadata),
          thread: metadata.thread,
          version: metadata.version,
        })
      : refusedView(view, reply, metadata, tenant);
  try {
    // the hash refuses an update of a modal that has changed since
    await ports.clients(botToken).views.update({ view_id: view.id, hash: view.hash, view: next });
  } catch (error) {
    ports.log.warn({ cause: String(error) }, 'slack form not updated');
  }
}

/** No command has the empty name, so the core answers with what to do about an old form. */
const metadataOf = (view: ViewOutput): FormMetadata =>
  readFormMetadata(view.private_metadata) ?? { command: '', given: {} };

type Asked = Pick<BlockAction | BlockSuggestion, 'user' | 'team' | 'enterprise'>;

function intentOf(
  { user, team, enterprise }: Asked,
  view: ViewOutput,
  form: FormRequest,
  { teamId: tenant }: RequestContext,
): Intent {
  const metadata = metadataOf(view);
  const room = roomOfForm(tenant, metadata);
  const belonging = {
    installed: tenant,
    home: user.team_id,
    enterprise: enterprise?.id ?? team?.enterprise_id,
  };
  return {
    actor: actorOf(user.id, belonging, user.name),
    ...(room ? { room } : {}),
    surface: 'form',
    ask: {
      command: metadata.command,
      input: { ...metadata.given, ...valuesOf(view, tenant) },
      ...(metadata.about ? { about: metadata.about } : {}),
    },
    form,
  };
}
