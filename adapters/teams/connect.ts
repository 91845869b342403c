import type { FastifyPluginAsync } from 'fastify';
import type { FindMembers, FindProfile } from '../../src/ports/intent.ts';
import type { Messenger } from '../../src/ports/messenger.ts';
import { createDeduplicator } from '../shared/deduplicate.ts';
import { createRecentCache } from '../shared/recent-cache.ts';
import { TeamsAdapter } from './adapter.ts';
import { createFindMembers } from './inbound/members.ts';
import { createPlugin } from './inbound/plugin.ts';
import { createFindProfile } from './inbound/profile.ts';
import { createReceive } from './inbound/receive.ts';
import { createFindMember } from './inbound/roster.ts';
import { createSigningKeys } from './inbound/signing-keys.ts';
import { createInflight } from './inflight.ts';
import { createConnector } from './outbound/connector.ts';
import { entraCredentials } from './outbound/credentials.ts';
import { createMessenger } from './outbound/messenger.ts';
import { createSendReply } from './reply/send-reply.ts';
import {
  type Authorize,
  type Cloud,
  cloudOf,
  isConfiguredTenant,
  onlyTenant,
  type TeamsPorts,
  type TeamsSettings,
} from './settings.ts';

/** The connected Teams adapter. */
export type Teams = {
  /** `POST /api/messages`. */
  plugin: FastifyPluginAsync;
  messenger: Messenger;
  findProfile: FindProfile;
  findMembers: FindMembers;
  /** Whether the operator's app belongs to this tenant. */
  isConfigured(tenant: string): boolean;
  /** Tests the key endpoint and the credentials. Returns a line for the operator; rejects with another. */
  check(): Promise<string>;
  /** Waits for the answers in flight. */
  close(): Promise<void>;
};

function authorizeBy(settings: TeamsSettings, cloud: Cloud): Authorize {
  if (settings.anonymous) return async () => undefined;
  return settings.credentials ?? entraCredentials(settings, cloud);
}

/** Connects Teams. Throws without an app id unless `anonymous`: the SDK would check no tokens. */
export function connectTeams(
  settings: TeamsSettings,
  {
    run,
    onRoomNews,
    onPersonNews = async () => {},
    onThreadNews = async () => undefined,
    onMessageNews = async () => {},
    log,
  }: TeamsPorts,
): Teams {
  const { appId = '', anonymous } = settings;
  if (appId === '' && !anonymous) throw new Error('MicrosoftAppId is missing: Teams cannot be connected.');
  const cloud = cloudOf(settings.botFramework);
  const keys = createSigningKeys(cloud.ToBotFromChannelOpenIdMetadataUrl);
  const authorize = authorizeBy(settings, cloud);
  const call = createConnector(authorize);
  const findMember = createFindMember(call);
  const messenger = createMessenger(call);
  const inflight = createInflight();
  const closing = new AbortController();
  const receive = createReceive(
    {
      adapter: new TeamsAdapter(anonymous ? '' : appId, cloud),
      tokenCheck: anonymous
        ? undefined
        : { rules: { issuer: cloud.ToBotFromChannelTokenIssuer, appId }, keys },
      onlyTenant: onlyTenant(settings),
      log,
    },
    {
      run,
      findMember,
      onRoomNews,
      onPersonNews,
      onThreadNews,
      onMessageNews,
      inflight,
      deduplicate: createDeduplicator(),
      answers: createRecentCache(),
      log,
      sendReply: createSendReply(call, messenger, log, closing.signal),
    },
  );
  return {
    plugin: createPlugin(receive, log),
    messenger,
    findProfile: createFindProfile(findMember, log),
    findMembers: createFindMembers(call),
    isConfigured: (tenant) => isConfiguredTenant(settings, tenant),
    async check() {
      if (anonymous) return 'Teams: unsigned activities are accepted (local tools only)';
      await keys.refresh();
      await authorize();
      return `Teams: app ${appId} can sign in, and the connector's keys are known`;
    },
    async close() {
      closing.abort();
      await inflight.drained();
    },
  };
}
