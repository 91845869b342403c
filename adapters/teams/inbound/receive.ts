import type { Log } from '../../../src/ports/log.ts';
import { isTokenRejected, type TeamsAdapter } from '../adapter.ts';
import { type Answer, refusals } from '../reply/answer.ts';
import { pressFailed } from '../reply/execute.ts';
import { type Dispatch, dispatch } from './dispatch.ts';
import { tenantsOf } from './origin.ts';
import { type Activity, activitySchema } from './schemas.ts';
import type { SigningKeys } from './signing-keys.ts';
import { checkToken, type TokenRules } from './token.ts';

/** A request of the Bot Connector, independent of the HTTP framework. */
export type Delivery = { headers: { authorization?: string | undefined }; body: unknown };

/** Handles a request and returns the answer. Never rejects. */
export type Receive = (delivery: Delivery) => Promise<Answer>;

/** What requests are checked against. Without `tokenCheck`, unsigned ones are accepted: local tools. */
export type ReceiverSettings = {
  adapter: TeamsAdapter;
  tokenCheck: { rules: TokenRules; keys: SigningKeys } | undefined;
  onlyTenant: string | undefined;
  log: Log;
};

const describeError = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';

async function refusalOfToken(
  delivery: Delivery,
  activity: Activity,
  settings: ReceiverSettings,
): Promise<Answer | undefined> {
  if (!settings.tokenCheck) return undefined;
  const { rules, keys } = settings.tokenCheck;
  try {
    const answer = await checkToken(delivery.headers.authorization, activity, rules, keys);
    if (answer.isValid) return undefined;
    settings.log.warn({ why: answer.why }, 'teams activity refused: invalid token');
    return refusals.unauthorized;
  } catch (error) {
    settings.log.error({ why: describeError(error) }, 'teams token check failed');
    return refusals.unavailable;
  }
}

/** Returns the tenant of an activity if every tenant that it names is served. */
function servedTenant(activity: Activity, onlyTenant: string | undefined): string | undefined {
  const named = tenantsOf(activity);
  return onlyTenant === undefined || named.every((tenant) => tenant === onlyTenant) ? named[0] : undefined;
}

async function processActivity(
  delivery: Delivery,
  activity: Activity,
  tenant: string,
  settings: ReceiverSettings,
  to: Dispatch,
) {
  const { authorization = '' } = settings.tokenCheck ? delivery.headers : {};
  try {
    return await settings.adapter.processTurn(authorization, activity, async () => {
      try {
        return await dispatch(activity, tenant, to);
      } catch (error) {
        settings.log.error({ type: activity.type, why: describeError(error) }, 'teams activity failed');
        return activity.name === 'adaptiveCard/action' ? pressFailed : refusals.unavailable;
      }
    });
  } catch (error) {
    settings.log.warn({ why: describeError(error) }, 'teams activity refused by the SDK');
    return isTokenRejected(error) ? refusals.unauthorized : refusals.unavailable;
  }
}

/** Checks schema, token and tenant before the core sees an activity. */
export function createReceive(settings: ReceiverSettings, to: Dispatch): Receive {
  return async (delivery) => {
    const activity = activitySchema.safeParse(delivery.body).data;
    if (!activity) return refusals.malformed;
    const refusal = await refusalOfToken(delivery, activity, settings);
    if (refusal) return refusal;
    const tenant = servedTenant(activity, settings.onlyTenant);
    if (tenant === undefined) {
      settings.log.warn({ tenants: tenantsOf(activity) }, 'teams activity refused: tenant not served');
      return refusals.foreign;
    }
    return processActivity(delivery, activity, tenant, settings, to);
  };
}
