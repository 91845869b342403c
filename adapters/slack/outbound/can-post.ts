import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { CanPost } from '../../../src/ports/intent.ts';
import type { Messenger } from '../../../src/ports/messenger.ts';
import { withTimeout } from '../../shared/timeout.ts';
import type { SlackClients } from '../clients.ts';
import type { SlackInstallations } from '../installations.ts';

/** A person waits for the command that needs the answer. */
const timeoutMs = 1_000;

const canPost: CanPost = { is: 'yes' };
const notInRoom: CanPost = { is: 'no', why: 'not_in_room' };

/** Checks membership and joins a public channel; `yes` when Slack does not say: the first post will show. */
export function createCanPost(
  installations: SlackInstallations,
  clients: SlackClients,
): NonNullable<Messenger['canPost']> {
  const ask = async (tenant: string, channel: string): Promise<CanPost> => {
    const installation = await installations.find(tenant);
    return installation ? checkMembership(clients(installation.botToken), channel) : canPost;
  };
  return async ({ tenant, channel, kind }) => {
    if (kind === 'direct') return canPost;
    return withTimeout(ask(tenant, channel), timeoutMs, canPost);
  };
}

async function checkMembership(client: WebClient, channel: string): Promise<CanPost> {
  try {
    const { channel: found } = await client.conversations.info({ channel });
    if (found?.is_archived) return { is: 'no', why: 'archived' };
    if (found?.is_member !== false) return canPost;
    if (found.is_private) return notInRoom;
  } catch (error) {
    return errorCodeOf(error) === 'channel_not_found' ? notInRoom : canPost;
  }
  return join(client, channel);
}

/** Without the scope to join, somebody has to invite the bot. */
async function join(client: WebClient, channel: string): Promise<CanPost> {
  try {
    await client.conversations.join({ channel });
    return canPost;
  } catch (error) {
    const code = errorCodeOf(error);
    return code === 'missing_scope' ||
      code === 'method_not_supported_for_channel_type' ||
      code === 'restricted_action'
      ? notInRoom
      : canPost;
  }
}

const errorCodeOf = (error: unknown) => (error instanceof WebAPIPlatformError ? error.data.error : undefined);
