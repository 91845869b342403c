import type { ModalView } from '@slack/types';
import { WebAPIPlatformError } from '@slack/web-api';
import { z } from 'zod';
import type { Form } from '../../../cards/model.ts';
import { renderSlackForm } from '../../../cards/render/slack/cards.ts';
import { slackProblems } from '../../../cards/render/slack/limits.ts';
import type { RoomAddress } from '../../../src/ports/intent.ts';
import type { ListenerPorts } from '../context.ts';
import { roomOf } from '../inbound/origin.ts';

/** What a modal carries unseen: the command, what is given, and where it was asked. */
const formMetadata = z.object({
  command: z.string(),
  given: z.record(z.string(), z.string()),
  about: z.object({ project: z.uuid(), anywhere: z.boolean().optional() }).optional(),
  room: z.object({ channel: z.string(), name: z.string().optional() }).optional(),
  thread: z.string().optional(),
  version: z.number().optional(),
});

/** What a modal of ours remembers. A room is an id; its tenant is that of the installation. */
export type FormMetadata = z.infer<typeof formMetadata>;

/** Where a form was asked for, and the version of the card it was asked on. */
export type FormOrigin = { room?: RoomAddress; thread?: string; version?: number };

/** A form as a modal that knows where it came from. */
export function formView(form: Form, tenant: string, origin: FormOrigin): ModalView {
  const { room, thread, version } = origin;
  const known: FormMetadata = {
    command: form.command,
    given: form.given,
    ...(form.about ? { about: form.about } : {}),
    ...(room ? { room: { channel: room.channel, ...(room.name ? { name: room.name } : {}) } } : {}),
    ...(thread === undefined ? {} : { thread }),
    ...(version === undefined ? {} : { version }),
  };
  return { ...renderSlackForm(form, { tenant }), private_metadata: JSON.stringify(known) };
}

/** What a submitted modal carried; undefined when it is none of ours. */
export function readFormMetadata(metadata: string): FormMetadata | undefined {
  try {
    return formMetadata.safeParse(JSON.parse(metadata)).data;
  } catch {
    return undefined;
  }
}

/** The room that a form was asked in. */
export function roomOfForm(tenant: string, { room }: FormMetadata): RoomAddress | undefined {
  return room && roomOf(tenant, room.channel, room.name);
}

/** What Slack says to a field for a file where the app may not read files. */
const fileInputErrorCodes = new Set(['missing_scope', 'invalid_arguments', 'invalid_blocks']);

/** The form without its fields for files, where it has one. */
function withoutFiles(view: ModalView): ModalView | undefined {
  const blocks = view.blocks.filter((block) => !('element' in block) || block.element.type !== 'file_input');
  return blocks.length < view.blocks.length ? { ...view, blocks } : undefined;
}

/** Opens a modal. Says in words what the person can do when Slack does not; undefined when it did. */
export async function openForm(
  ports: ListenerPorts,
  token: string,
  triggerId: string,
  view: ModalView,
): Promise<string | undefined> {
  const problems = slackProblems(view);
  if (problems.length > 0) {
    ports.log.error({ problems }, 'A form is over the limits of Slack');
    return 'This form is too long for Slack, so it was not opened. Type the command with its values instead.';
  }
  try {
    await ports.clients(token).views.open({ trigger_id: triggerId, view });
    return undefined;
  } catch (error) {
    const code = error instanceof WebAPIPlatformError ? error.data.error : '';
    // The same request came twice at once: the other one has opened it.
    if (code === 'exchanged_trigger_id') return undefined;
    const bare = withoutFiles(view);
    if (fileInputErrorCodes.has(code) && bare) return openForm(ports, token, triggerId, bare);
    ports.log.warn({ cause: String(error) }, 'Slack did not open a form');
    return 'Slack did not open the form in time. Please try again.';
  }
}
