import { isNotAccepted, type TeamsAdapter } from '../adapter.ts';
import { type Answer, refusals } from '../reply/answer.ts';
import { pressFailed } from '../reply/execute.ts';
import type { Log } from '../settings.ts';
import { type Dispatch, dispatch } from './dispatch.ts';
import { tenantsOf } from './origin.ts';
import { type Activity, activityShape } from './schemas.ts';
import type { Keys } from './signing-keys.ts';
import { admit, type GateRules } from './token.ts';

/** One delivery of the Bot Connector, free of any HTTP framework. */
export type Delivery = { headers: { authorization?: string | undefined }; body: unknown };

/** The way in: takes a delivery, says what to answer. Never rejects. */
export type Receive = (delivery: Delivery) => Promise<Answer>;

/** What a delivery is checked against. `gate` undefined: unsigned activities are taken, for local tools. */
export type Door = {
  adapter: TeamsAdapter;
  gate: { rules: GateRules; keys: Keys } | undefined;
  onlyTenant: string | undefined;
  log: Log;
};

const causeOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';

async function refusalAtTheGate(
  delivery: Delivery,
  activity: Activity,
  door: Door,
): Promise<Answer | undefined> {
  if (!door.gate) return undefined;
  const { rules, keys } = door.gate;
  try {
    const answer = await admit(delivery.headers.authorization, activity, rules, keys);
    if (answer.admitted) return undefined;
    door.log.warn({ why: answer.why }, 'teams: an activity was refused');
    return refusals.unauthorized;
  } catch (error) {
    door.log.error({ why: causeOf(error) }, 'teams: activities cannot be checked');
    return refusals.unavailable;
  }
}

/** The tenant of an activity, where it is one that is served: every tenant it names must be. */
function servedTenant(activity: Activity, onlyTenant: string | undefined): string | undefined {
  const named = tenantsOf(activity);
  return onlyTenant === undefined || named.every((tenant) => tenant === onlyTenant) ? named[0] : undefined;
}

async function takeTurn(delivery: Delivery, activity: Activity, tenant: string, door: Door, to: Dispatch) {
  const { authorization = '' } = door.gate ? delivery.headers : {};
  try {
    return await door.adapter.take(authorization, activity, async () => {
      try {
        return await dispatch(activity, tenant, to);
      } catch (error) {
        door.log.error({ type: activity.type, why: causeOf(error) }, 'teams: an activity failed');
        return activity.name === 'adaptiveCard/action' ? pressFailed : refusals.unavailable;
      }
    });
  } catch (error) {
    door.log.warn({ why: causeOf(error) }, 'teams: the SDK did not take an activity');
    return isNotAccepted(error) ? refusals.unauthorized : refusals.unavailable;
  }
}

/** Shape, signature, tenant, then the turn: nothing reaches the core that has not passed all three. */
export function createReceive(door: Door, to: Dispatch): Receive {
  return async (delivery) => {
    const activity = activityShape.safeParse(delivery.body).data;
    if (!activity) return refusals.malformed;
    const refusal = await refusalAtTheGate(delivery, activity, door);
    if (refusal) return refusal;
    const tenant = servedTenant(activity, door.onlyTenant);
    if (tenant === undefined) {
      door.log.warn({ tenants: tenantsOf(activity) }, 'teams: an activity of a tenant that is not served');
      return refusals.foreign;
    }
    return takeTurn(delivery, activity, tenant, door, to);
  };
}
