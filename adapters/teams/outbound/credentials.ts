import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { AppCredentials } from 'botframework-connector';
import { type Authorize, appTypeOf, type Cloud, type TeamsSettings } from '../settings.ts';

/**
 * Gets tokens for the bot's app from Entra, by secret or managed identity. The SDK caches each until
 * shortly before it expires. Throws when the settings do not fit the type of app.
 */
export function entraCredentials(settings: TeamsSettings, cloud: Cloud): Authorize {
  const { appId = '', appPassword = '', tenantId = '' } = settings;
  const factory = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: appId,
    MicrosoftAppPassword: appPassword,
    MicrosoftAppType: appTypeOf(settings),
    MicrosoftAppTenantId: tenantId,
  });
  const underway = new Map<boolean, Promise<string>>();
  const token = async (fresh: boolean): Promise<string> => {
    const { ToChannelFromBotOAuthScope: scope, ToChannelFromBotLoginUrl: login } = cloud;
    const credentials = await factory.createCredentials(appId, scope, login, true);
    if (!(credentials instanceof AppCredentials)) throw new Error('the SDK gave no app credentials');
    return credentials.getToken(fresh);
  };
  return async ({ fresh } = { fresh: false }) => {
    const running = underway.get(fresh) ?? token(fresh).finally(() => underway.delete(fresh));
    underway.set(fresh, running);
    return `Bearer ${await running}`;
  };
}
