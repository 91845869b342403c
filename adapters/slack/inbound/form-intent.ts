import type { ViewOutput } from '@slack/bolt';
import type { Intent } from '../../../src/ports/intent.ts';
import type { RequestContext } from '../context.ts';
import { type FormMetadata, readFormMetadata, roomOfForm } from '../reply/modal.ts';
import { valuesOf } from './form-state.ts';
import { actorOf } from './origin.ts';

/** Who acts on a modal, as every payload of one says. */
type FormActor = {
  user: { id: string; team_id?: string; name?: string };
  team?: { enterprise_id?: string } | null;
  enterprise?: { id: string } | null;
};

/** Returns the metadata of a modal. No command has the empty name, so the core answers with what to do about an old form. */
export const metadataOf = (view: ViewOutput): FormMetadata =>
  readFormMetadata(view.private_metadata) ?? { command: '', given: {} };

/** Returns the command of a modal with everything that was filled in. */
export function formIntent(
  { user, team, enterprise }: FormActor,
  view: ViewOutput,
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
  };
}
