import type { Tx } from '../../../db/database.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { loadChangeOrders, loadScoped } from '../../../db/queries/scope/change-orders.ts';
import type { Change } from '../../domain/change.ts';
import type { Event } from '../../domain/events.ts';
import { alreadyDone, foundProject, type Outcome, ok, rule } from '../../domain/outcome.ts';
import type { InProject } from '../../domain/project/access.ts';
import {
  type ChangeOrder,
  type ClosedState,
  changeOrderKey,
  changeOrderName,
  stateOn,
} from '../../domain/scope/change-order.ts';
import type {
  ChangeOrderFacts,
  NamedChangeOrder,
  ScopedFacts,
} from '../../domain/scope/change-order-facts.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { findNumbered, refuseUnknown } from '../../runner/references/numbered.ts';

/** The key letters of change orders; "C1" is a cadence. */
export const changeLetter = { letter: 'CO', what: 'change order' } as const;

/** The plan of a project, locked, with its change orders by number. */
export type ChangesFacts = ScopedFacts & { orders: NamedChangeOrder[] };

/** Loads the plan of the project with its change orders, and locks it, so that an order is applied as computed. */
export async function loadChanges(tx: Tx, who: InProject): Promise<Outcome<ChangesFacts>> {
  await lockProject(tx, who.project.id);
  const facts = foundProject(await loadScoped(tx, who.project.id));
  if (!facts.ok) return facts;
  return ok({ ...facts.value, orders: await loadChangeOrders(tx, { projectId: who.project.id }) });
}

/** Loads the change order that was typed with what its card shows. */
export async function loadOrderFacts(
  tx: Tx,
  who: InProject,
  typed: string,
): Promise<Outcome<ChangeOrderFacts>> {
  const facts = await loadChanges(tx, who);
  if (!facts.ok) return facts;
  const { orders } = facts.value;
  const order = findNumbered(orders, typed, changeLetter);
  const open = orders.filter(({ state }) => state === 'open').map(changeOrderName);
  return order ? ok({ ...facts.value, order }) : refuseUnknown(typed, changeLetter, open);
}

const closedWords: Record<ClosedState, string> = {
  applied: 'was signed by both sides',
  declined: 'was declined',
  withdrawn: 'was withdrawn',
  superseded: 'was replaced',
  expired: 'has expired',
};

/** Refuses an order that is closed, and says who closed it and when; `today` is YYYY-MM-DD. */
export function requireOpen(order: NamedChangeOrder, today: string): Outcome<true> {
  const state = stateOn(order, today);
  if (state === 'open') return ok(true);
  const words = `${changeOrderKey(order)} ${closedWords[state]}`;
  if (state === 'superseded' && order.reason)
    return rule(`${words} by ${order.reason}.`, `Sign or decline ${order.reason} instead.`, {
      label: `Show ${order.reason}`,
      command: 'change',
      input: { text: order.reason },
    });
  if (order.closedAt !== null) return alreadyDone(words, order.closedBy, order.closedAt);
  return rule(`${words}.`, 'Propose it again with a new last day.');
}

/** Returns the change that closes an order without applying it, its event, and the order afterwards. */
export function closing(
  order: NamedChangeOrder,
  state: Exclude<ClosedState, 'applied' | 'expired'>,
  by: { id: string; name: string },
  { now, reason }: { now: string; reason: string | null },
): { change: Change; event: Event; order: NamedChangeOrder } {
  const set = { state, reason, closedById: by.id, closedAt: now } satisfies Partial<ChangeOrder>;
  return {
    change: { alter: 'changeOrder', id: order.id, set },
    event: {
      type: `change_${state}`,
      milestoneId: order.milestoneId,
      after: { what: whatOf(order) },
      note: reason ?? undefined,
    },
    order: { ...order, ...set, closedBy: by.name },
  };
}

/** How the history names an order. */
export const whatOf = (order: Pick<ChangeOrder, 'number' | 'text'>): string =>
  excerpt(changeOrderName(order), 100);
