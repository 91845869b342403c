import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { FindMembers, GroupAddress, Members } from '../../../src/ports/intent.ts';
import { withTimeout } from '../../shared/timeout.ts';
import type { SlackClients } from '../clients.ts';
import type { SlackInstallation, SlackInstallations } from '../installations.ts';

/** A person waits for the command that needs the answer. */
const timeoutMs = 800;

/** Members on one page; larger channels are listed only in part. */
const pageSize = 200;

/** The operator must add a scope. */
const missingScopeCodes = new Set([
  'missing_scope',
  'unknown_method',
  'not_allowed_token_type',
  'no_permission',
]);
/** No such group or channel, or the app may not see it. */
const hiddenCodes = new Set([
  'channel_not_found',
  'not_in_channel',
  'no_such_subteam',
  'subteam_not_found',
  'paid_teams_only',
  'paid_only',
  'plan_upgrade_required',
]);

/**
 * Lists the members of a user group (`S…`) or a channel within 0.8 seconds. Source: docs.slack.dev,
 * usergroups.users.list and conversations.members.
 */
export function slackMembers(installations: SlackInstallations, clients: SlackClients): FindMembers {
  const ask = async ({ tenant, id, name }: GroupAddress): Promise<Members> => {
    const installation = await installations.find(tenant);
    if (!installation) return { is: 'unlisted', why: 'hidden' };
    const client = clients(installation.botToken);
    try {
      const found = await (id.startsWith('S') ? inGroup(client, id, name) : inChannel(client, id));
      return without(installation, found);
    } catch (error) {
      return { is: 'unlisted', why: whyOf(error) };
    }
  };
  return (group) => withTimeout(ask(group), timeoutMs, { is: 'unlisted', why: 'no_answer' });
}

async function inGroup(client: WebClient, usergroup: string, name: string | undefined): Promise<Members> {
  const [{ users = [] }, handle] = await Promise.all([
    client.usergroups.users.list({ usergroup }),
    name ?? handleOf(client, usergroup),
  ]);
  return {
    is: 'listed',
    members: users.map((user) => ({ user })),
    isWhole: true,
    isOpen: true,
    ...(handle ? { name: handle } : {}),
  };
}

/** Mentions in events carry no handle; members can be listed without it. */
async function handleOf(client: WebClient, id: string): Promise<string | undefined> {
  const { usergroups = [] } = await client.usergroups.list().catch(() => ({ usergroups: [] }));
  return usergroups.find((one) => one.id === id)?.handle;
}

async function inChannel(client: WebClient, channel: string): Promise<Members> {
  const [{ members = [], response_metadata: rest }, { channel: about }] = await Promise.all([
    client.conversations.members({ channel, limit: pageSize }),
    // on failure the channel counts as private
    client.conversations.info({ channel }).catch(() => ({ channel: undefined })),
  ]);
  return {
    is: 'listed',
    members: members.map((user) => ({ user })),
    isWhole: !rest?.next_cursor,
    isOpen: about?.is_private === false && about.is_im !== true,
    ...(about?.name ? { name: `#${about.name}` } : {}),
  };
}

const without = ({ botUserId }: SlackInstallation, found: Members): Members =>
  found.is === 'listed'
    ? { ...found, members: found.members.filter(({ user }) => user !== botUserId) }
    : found;

function whyOf(error: unknown): Extract<Members, { is: 'unlisted' }>['why'] {
  const code = error instanceof WebAPIPlatformError ? error.data.error : '';
  if (missingScopeCodes.has(code)) return 'no_permission';
  return hiddenCodes.has(code) ? 'hidden' : 'no_answer';
}
