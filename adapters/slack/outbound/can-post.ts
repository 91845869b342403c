import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { Messenger } from '../../../src/delivery/messenger.ts';
import type { CanPost } from '../../../src/ports/intent.ts';
import { inTime } from '../../shared/timeout.ts';
import type { SlackClients } from '../clients.ts';
import type { SlackInstallations } from '../installations.ts';

/** Somebody waits for the command behind this question. Milliseconds. */
const LIMIT_MS = 1_000;

const YES: CanPost = { is: 'yes' };
const OUTSIDE: CanPost = { is: 'no', why: 'not_in_room' };

/**
 * Asks Slack whether the bot is in a channel, and joins a public one. Where Slack does not say in
 * time, or may not tell us, the answer is yes: the first post will show.
 */
export function createCanPost(
  installations: SlackInstallations,
  clients: SlackClients,
): NonNullable<Messenger['canPost']> {
  const ask = async (tenant: string, channel: string): Promise<CanPost> => {
    const installation = await installations.find(tenant);
    return installation ? look(clients(installation.botToken), channel) : YES;
  };
  return async ({ tenant, channel, kind }) => {
    if (kind === 'direct') return YES;
    return inTime(ask(tenant, channel), LIMIT_MS, YES);
  };
}

async function look(client: WebClient, channel: string): Promise<CanPost> {
  try {
    const { channel: found } = await client.conversations.info({ channel });
    if (found?.is_archived) return { is: 'no', why: 'archived' };
    if (found?.is_member !== false) return YES;
    if (found.is_private) return OUTSIDE;
  } catch (error) {
    return codeOf(error) === 'channel_not_found' ? OUTSIDE : YES;
  }
  return join(client, channel);
}

/** Without the scope for it, somebody has to invite the bot. */
async function join(client: WebClient, channel: string): Promise<CanPost> {
  try {
    await client.conversations.join({ channel });
    return YES;
  } catch (error) {
    const code = codeOf(error);
    return code === 'missing_scope' ||
      code === 'method_not_supported_for_channel_type' ||
      code === 'restricted_action'
      ? OUTSIDE
      : YES;
  }
}

const codeOf = (error: unknown) => (error instanceof WebAPIPlatformError ? error.data.error : undefined);
