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

/** Inbound only: `connector.ts` signs and sends outgoing calls, so this signs nothing. */
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
    const issuerClaim = claims.find(({ type }) => type === AuthenticationConstants.IssuerClaim)?.value;
    if (issuerClaim !== issuer) throw new AuthenticationError('not a token of the connector', 401);
  });
}

/** Whether the SDK rejected a token; any other error means that it could not check it. */
export function isTokenRejected(error: unknown): boolean {
  if (error instanceof AuthenticationError) return error.statusCode === 401;
  return (
    error instanceof Error &&
    ['JsonWebTokenError', 'NotBeforeError', 'TokenExpiredError'].includes(error.name)
  );
}

/** The Bot Framework's adapter, returning the answer instead of writing an HTTP response. */
export class TeamsAdapter extends CloudAdapter {
  /** An empty app id turns the SDK's authentication off: for local tools only. */
  constructor(appId: string, cloud: Cloud) {
    const authentication = new ConfigurationBotFrameworkAuthentication(
      { ...cloud, ValidateAuthority: true, MicrosoftAppId: appId },
      new InboundCredentials(appId),
      appId === '' ? undefined : connectorTokensOnly(cloud.ToBotFromChannelTokenIssuer),
    );
    super(authentication);
  }

  /** Checks the token and runs one turn. Rejects when the token is rejected, or with the turn's error. */
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
