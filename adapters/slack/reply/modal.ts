import type { ModalView } from '@slack/types';
import { WebAPIPlatformError } from '@slack/web-api';
import { z } from 'zod';
import type { Form } from '../../../cards/model.ts';
import { renderSlackForm } from '../../../cards/render/slack/cards.ts';
import { slackProblems } from '../../../cards/render/slack/limits.ts';
import type { RoomAddress } from '../../../src/ports/intent.ts';
import type { ListenerPorts } from '../context.ts';
import { roomOf } from '../inbound/origin.ts';

/** Stored in the modal: the command, its input so far, and where it was requested. */
const formMetadata = z.object({
  command: z.string(),
  given: z.record(z.string(), z.string()),
  about: z.object({ project: z.uuid(), anywhere: z.boolean().optional() }).optional(),
  room: z.object({ channel: z.string(), name: z.string().optional() }).optional(),
  thread: z.string().optional(),
  /** The response_url of the private message whose place the answer takes. */
  replaces: z.string().optional(),
});

/** The private metadata of a modal. A room is stored by id; its tenant is the installation's. */
export type FormMetadata = z.infer<typeof formMetadata>;

/** Where a form was requested, and the private message whose place the answer takes. */
type FormOrigin = {
  room?: RoomAddress | undefined;
  thread?: string | undefined;
  replaces?: string | undefined;
};

/** Renders a form as a modal with its origin in the metadata. */
export function formView(form: Form, tenant: string, origin: FormOrigin): ModalView {
  const { room, thread, replaces } = origin;
  const { command, given, about } = form;
  const known: FormMetadata = {
    command,
    given,
    about,
    room: room && { channel: room.channel, name: room.name },
    thread,
    replaces,
  };
  return { ...renderSlackForm(form, { tenant }), private_metadata: JSON.stringify(known) };
}

/** Parses the metadata of a submitted modal; undefined when invalid. */
export function readFormMetadata(metadata: string): FormMetadata | undefined {
  try {
    return formMetadata.safeParse(JSON.parse(metadata)).data;
  } catch {
    return undefined;
  }
}

/** Returns the room where a form was requested. */
export function roomOfForm(tenant: string, { room }: FormMetadata): RoomAddress | undefined {
  return room && roomOf(tenant, room.channel, room.name);
}

/** Returns the origin of a form that is drawn again in an open modal. */
export const originOf = (tenant: string, metadata: FormMetadata): FormOrigin => ({
  room: roomOfForm(tenant, metadata),
  thread: metadata.thread,
  replaces: metadata.replaces,
});

/** Slack's error codes for a file input where the app may not read files. */
const fileInputErrorCodes = new Set(['missing_scope', 'invalid_arguments', 'invalid_blocks']);

/** Returns the form without file inputs; undefined when it has none. */
function withoutFiles(view: ModalView): ModalView | undefined {
  const blocks = view.blocks.filter((block) => !('element' in block) || block.element.type !== 'file_input');
  return blocks.length < view.blocks.length ? { ...view, blocks } : undefined;
}

/** Opens a modal. Returns a message for the person when that fails. */
export async function openForm(
  ports: ListenerPorts,
  token: string,
  triggerId: string,
  view: ModalView,
): Promise<string | undefined> {
  const problems = slackProblems(view);
  if (problems.length > 0) {
    ports.log.error({ problems }, 'slack form exceeded limits');
    return 'This form is too long for Slack. Type the command with its values instead.';
  }
  try {
    await ports.clients(token).views.open({ trigger_id: triggerId, view });
    return undefined;
  } catch (error) {
    const code = error instanceof WebAPIPlatformError ? error.data.error : '';
    // the same request came twice, and the other one opened the modal
    if (code === 'exchanged_trigger_id') return undefined;
    const bare = withoutFiles(view);
    if (fileInputErrorCodes.has(code) && bare) return openForm(ports, token, triggerId, bare);
    ports.log.warn({ cause: String(error) }, 'slack form not opened');
    return 'Slack did not open the form in time. Try again.';
  }
}
