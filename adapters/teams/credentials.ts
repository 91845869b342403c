import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { AppCredentials } from 'botframework-connector';
import { type Authorize, appTypeOf, type Cloud, type TeamsSettings } from './settings.ts';

/**
 * Tokens of the bot's own app from Entra, by secret or managed identity; the SDK keeps
 * each until shortly before it expires. Throws when the settings do not fit the kind of registration.
 */
export function entraCredentials(settings: TeamsSettings, cloud: Cloud): Authorize {
  const { appId = '', appPassword = '', tenantId = '' } = settings;
  const factory = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: appId,
    MicrosoftAppPassword: appPassword,
    MicrosoftAppType: appTypeOf(settings),
    MicrosoftAppTenantId: tenantId,
  });
  let underway: Promise<string> | undefined;
  const token = async (): Promise<string> => {
    const { ToChannelFromBotOAuthScope: scope, ToChannelFromBotLoginUrl: login } = cloud;
    const credentials = await factory.createCredentials(appId, scope, login, true);
    if (!(credentials instanceof AppCredentials)) throw new Error('the SDK gave no app credentials');
    return credentials.getToken();
  };
  return async () => {
    underway ??= token().finally(() => {
      underway = undefined;
    });
    return `Bearer ${await underway}`;
  };
}
