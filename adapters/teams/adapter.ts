import {
  ActivityTypes,
  type Activity as BotActivity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
} from 'botbuilder';
import {
  AuthenticationConfiguration,
  AuthenticationConstants,
  AuthenticationError,
  type Claim,
  ServiceClientCredentialsFactory,
} from 'botframework-connector';
import type { Activity } from './inbound/schemas.ts';
import { type Answer, accepted } from './reply/answer.ts';
import type { Cloud } from './settings.ts';

/** For the SDK's inbound half only: outgoing calls are signed and sent by `connector.ts`, so nothing is signed here. */
class InboundCredentials extends ServiceClientCredentialsFactory {
  readonly #appId: string;

  constructor(appId: string) {
    super();
    this.#appId = appId;
  }

  async isValidAppId(appId: string): Promise<boolean> {
    return appId === this.#appId;
  }

  async isAuthenticationDisabled(): Promise<boolean> {
    return this.#appId === '';
  }

  async createCredentials(): ReturnType<ServiceClientCredentialsFactory['createCredentials']> {
    return { signRequest: async (request) => request };
  }
}

function connectorTokensOnly(issuer: string): AuthenticationConfiguration {
  return new AuthenticationConfiguration([], async (claims: Claim[]) => {
    const said = claims.find(({ type }) => type === AuthenticationConstants.IssuerClaim)?.value;
    if (said !== issuer) throw new AuthenticationError('not a token of the connector', 401);
  });
}

/** Whether the SDK says that a token is not accepted; anything else it throws means that it could not tell. */
export function isTokenRejected(error: unknown): boolean {
  if (error instanceof AuthenticationError) return error.statusCode === 401;
  return (
    error instanceof Error &&
    ['JsonWebTokenError', 'NotBeforeError', 'TokenExpiredError'].includes(error.name)
  );
}

/** The Bot Framework's adapter, with its turn opened up: it answers with a value instead of writing a response. */
export class TeamsAdapter extends CloudAdapter {
  /** An empty app id switches the SDK's authentication off: pass one only for local tools. */
  constructor(appId: string, cloud: Cloud) {
    const authentication = new ConfigurationBotFrameworkAuthentication(
      { ...cloud, ValidateAuthority: true, MicrosoftAppId: appId },
      new InboundCredentials(appId),
      appId === '' ? undefined : connectorTokensOnly(cloud.ToBotFromChannelTokenIssuer),
    );
    super(authentication);
  }

  /** Checks the token and runs one turn. Rejects when the token is not accepted, or with what `turn` rejects with. */
  async processTurn(authorization: string, activity: Activity, turn: () => Promise<Answer>): Promise<Answer> {
    let answer = accepted;
    const response = await this.processActivity(
      authorization,
      activity as unknown as BotActivity,
      async (context) => {
        answer = await turn();
        if (activity.type === ActivityTypes.Invoke) {
          await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: answer });
        }
      },
    );
    return response ?? answer;
  }
}
