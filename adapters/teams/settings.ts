import { AuthenticationConstants, GovernmentConstants } from 'botframework-connector';
import type {
  MessageNewsHandler,
  PersonNewsHandler,
  RoomNewsHandler,
  Run,
  ThreadNewsHandler,
} from '../../src/ports/intent.ts';
import type { Log } from '../../src/ports/log.ts';

/** The Bot Framework's settings that select a cloud, by their documented names. */
export type BotFrameworkKey =
  | 'ChannelService'
  | 'ToChannelFromBotLoginUrl'
  | 'ToChannelFromBotOAuthScope'
  | 'ToBotFromChannelTokenIssuer'
  | 'OAuthUrl'
  | 'ToBotFromChannelOpenIdMetadataUrl'
  | 'ToBotFromEmulatorOpenIdMetadataUrl'
  | 'CallerId';

/** The Teams settings of the operator. */
export type TeamsSettings = {
  /** The bot's Entra app id. Required unless `anonymous`. */
  appId?: string;
  appPassword?: string;
  /** `SingleTenant` (the default when a tenant is given), `MultiTenant` or `UserAssignedMsi`. */
  appType?: string;
  /** The app's home tenant, the only one that a single-tenant bot serves. */
  tenantId?: string;
  /** Accepts and sends unsigned activities: for local tools on a loopback address only. */
  anonymous: boolean;
  /** Overrides for sovereign clouds and local key endpoints. */
  botFramework?: Partial<Record<BotFrameworkKey, string>>;
  /** Signs outgoing calls; by default with a token from Entra. */
  credentials?: Authorize;
};

/**
 * Resolves to the `authorization` header of an outgoing call; undefined for none. Rejects when no token is
 * available. `fresh`: the cached token was not accepted.
 */
export type Authorize = (how?: { fresh: boolean }) => Promise<string | undefined>;

/** What the adapter needs of the core. */
export type TeamsPorts = {
  run: Run;
  onRoomNews: RoomNewsHandler;
  onPersonNews?: PersonNewsHandler;
  onThreadNews?: ThreadNewsHandler;
  onMessageNews?: MessageNewsHandler;
  log: Log;
};

/** The complete settings of a cloud. */
export type Cloud = Record<Exclude<BotFrameworkKey, 'ChannelService'>, string>;

function constantsOf(channelService: string | undefined) {
  if (channelService === undefined || channelService === '') return AuthenticationConstants;
  if (channelService === GovernmentConstants.ChannelService) return GovernmentConstants;
  throw new Error(
    `ChannelService is "${channelService}"; use ${GovernmentConstants.ChannelService} or leave it out.`,
  );
}

/**
 * Returns the public or US Government cloud with overrides. Always complete, because the SDK adds no
 * defaults once one value is given. Throws on an unknown ChannelService.
 */
export function cloudOf(overrides: TeamsSettings['botFramework'] = {}): Cloud {
  const base = constantsOf(overrides.ChannelService);
  const preset: Cloud = {
    ToChannelFromBotLoginUrl: base.ToChannelFromBotLoginUrl,
    ToChannelFromBotOAuthScope: base.ToChannelFromBotOAuthScope,
    ToBotFromChannelTokenIssuer: base.ToBotFromChannelTokenIssuer,
    OAuthUrl: base.OAuthUrl,
    ToBotFromChannelOpenIdMetadataUrl: base.ToBotFromChannelOpenIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: base.ToBotFromEmulatorOpenIdMetadataUrl,
    CallerId: 'urn:botframework:azure',
  };
  const given = Object.entries(overrides).filter(([key, value]) => key in preset && value !== undefined);
  return { ...preset, ...Object.fromEntries(given) };
}

/** Returns the app type as set, or as the presence of a tenant implies. */
export function appTypeOf({ appType, tenantId }: TeamsSettings): string {
  return appType ?? (tenantId === undefined ? 'MultiTenant' : 'SingleTenant');
}

/** Returns the only tenant that is served; undefined when every tenant is. */
export function onlyTenant(settings: TeamsSettings): string | undefined {
  const single = appTypeOf(settings).toLowerCase() !== 'multitenant';
  return single && !settings.anonymous ? settings.tenantId : undefined;
}

/** Whether the settings belong to this tenant. For local tools any tenant does, unless one is set. */
export function isConfiguredTenant(settings: TeamsSettings, tenant: string): boolean {
  if (settings.anonymous) return settings.tenantId === undefined || settings.tenantId === tenant;
  return onlyTenant(settings) === tenant;
}
