import { AuthenticationConstants, GovernmentConstants } from 'botframework-connector';
import type { BaseLogger } from 'pino';
import type { PersonNewsHandler, RoomNewsHandler, Run } from '../../src/ports/intent.ts';

/** The settings of the Bot Framework that choose a cloud, by the names its documentation uses. */
export type BotFrameworkKey =
  | 'ChannelService'
  | 'ToChannelFromBotLoginUrl'
  | 'ToChannelFromBotOAuthScope'
  | 'ToBotFromChannelTokenIssuer'
  | 'OAuthUrl'
  | 'ToBotFromChannelOpenIdMetadataUrl'
  | 'ToBotFromEmulatorOpenIdMetadataUrl'
  | 'CallerId';

/** How Milepost is known to Teams. */
export type TeamsSettings = {
  /** The bot's Entra app id. Required unless `anonymous`. */
  appId?: string;
  appPassword?: string;
  /** `SingleTenant` (the default where a tenant is given), `MultiTenant` or `UserAssignedMsi`. */
  appType?: string;
  /** The app's home tenant; a single-tenant bot answers no other. */
  tenantId?: string;
  /** Accepts unsigned activities and sends unsigned ones: for local tools on a loopback address only. */
  anonymous: boolean;
  /** Overrides for sovereign clouds and local key endpoints. */
  botFramework?: Partial<Record<BotFrameworkKey, string>>;
  /** Signs outgoing calls: resolves to an `authorization` header. Absent: a token from Entra. */
  credentials?: Authorize;
};

/**
 * Resolves to the `authorization` header of an outgoing call, undefined for none. Rejects when no
 * token can be had. `fresh`: the one that is kept was not accepted.
 */
export type Authorize = (how?: { fresh: boolean }) => Promise<string | undefined>;

/** One line a matter; never a secret or what people wrote. */
export type Log = Pick<BaseLogger, 'info' | 'warn' | 'error'>;

/** What the adapter needs of the rest of Milepost. */
export type TeamsPorts = {
  run: Run;
  onRoomNews: RoomNewsHandler;
  onPersonNews?: PersonNewsHandler;
  log: Log;
};

/** The cloud a bot lives in, every value given. */
export type Cloud = Record<Exclude<BotFrameworkKey, 'ChannelService'>, string>;

function constantsOf(channelService: string | undefined) {
  if (channelService === undefined || channelService === '') return AuthenticationConstants;
  if (channelService === GovernmentConstants.ChannelService) return GovernmentConstants;
  throw new Error(
    `ChannelService is "${channelService}"; use ${GovernmentConstants.ChannelService} or leave it out.`,
  );
}

/**
 * The public or the US Government cloud, with the overrides on top. All values are always spelled
 * out, because the SDK fills in none as soon as one is given. Throws on an unknown ChannelService.
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

/** The kind of registration: as set, or what the presence of a tenant says. */
export function appTypeOf({ appType, tenantId }: TeamsSettings): string {
  return appType ?? (tenantId === undefined ? 'MultiTenant' : 'SingleTenant');
}

/** The only tenant that is served, undefined when every tenant is. */
export function onlyTenant(settings: TeamsSettings): string | undefined {
  const single = appTypeOf(settings).toLowerCase() !== 'multitenant';
  return single && !settings.anonymous ? settings.tenantId : undefined;
}

/**
 * Whether the settings are of this tenant: the home of a single-tenant app. Every tenant of local
 * tools is, unless the settings name one.
 */
export function isConfiguredTenant(settings: TeamsSettings, tenant: string): boolean {
  if (settings.anonymous) return settings.tenantId === undefined || settings.tenantId === tenant;
  return onlyTenant(settings) === tenant;
}
