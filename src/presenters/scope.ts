import type { NamedLoggedChange } from '../domain/customer/logged-change.ts';
import type { NamedMilestone } from '../domain/plan/milestone.ts';
import type { Project } from '../domain/project/project.ts';
import { changeOrderKey } from '../domain/scope/change-order.ts';
import type { ChangeOrderFacts, NamedChangeOrder } from '../domain/scope/change-order-facts.ts';
import { effectIn } from '../domain/scope/change-order-facts.ts';
import type { RecoveryFacts } from '../domain/scope/recovery.ts';
import type { ScopeFacts } from '../domain/scope/scope.ts';
import type { ScopeSnapshot } from '../domain/scope/snapshot.ts';
import type { TriedState } from '../domain/scope/what-if.ts';
import { milestoneRef, moneyOf, personRef, projectRef, type Resource } from './resource.ts';

/** What was agreed when a milestone started, null before that, and its present scope. */
export const scopeResource = ({ project, milestone, agreed, present }: ScopeFacts): Resource => {
  const scopeIn = (scope: Omit<ScopeSnapshot, 'at'>) => ({
    share: scope.share,
    amount: moneyOf(scope.amount, project.currency),
    startDate: scope.startDate,
    dueDate: scope.dueDate,
    items: scope.items.map(({ number, kind, text }) => ({
      number: `${milestone.number}.${number}`,
      kind,
      text,
    })),
  });
  return {
    project: projectRef(project),
    scope: {
      milestone: milestoneRef(milestone),
      agreedAt: agreed?.at ?? null,
      agreed: agreed && scopeIn(agreed),
      present: scopeIn(present),
    },
  };
};

/** A route for a change: the milestone, where the work would go, and the next milestone that could take it. */
export const routeResource = ({
  project,
  routed: { milestone, route, text, next },
}: {
  project: { id: string; name: string };
  routed: {
    milestone: NamedMilestone;
    route: string;
    text: string | null;
    next: NamedMilestone | null;
  };
}): Resource => ({
  project: projectRef(project),
  route: { milestone: milestoneRef(milestone), route, text, next: next && milestoneRef(next) },
});

const orderOf = (order: NamedChangeOrder, { currency }: Pick<Project, 'currency'>) => ({
  key: changeOrderKey(order),
  text: order.text,
  route: order.route,
  days: order.days,
  cost: moneyOf(order.cost, order.currency ?? currency),
  addsWork: order.addsWork,
  state: order.state,
  proposedBy: personRef(order.proposedById, order.proposedBy),
  proposedAt: order.proposedAt,
  expiresOn: order.expiresOn,
  supplier: order.supplier && {
    ...personRef(order.supplier.personId, order.supplierName),
    at: order.supplier.at,
  },
  client: order.client && { ...personRef(order.client.personId, order.clientName), at: order.client.at },
  closedBy: personRef(order.closedById, order.closedBy),
  closedAt: order.closedAt,
  reason: order.reason,
});

/** A change order, and what it does to the plan; null where it cannot be applied. */
export function changeOrderResource(facts: ChangeOrderFacts): Resource {
  const { project, plan, order } = facts;
  const found = effectIn(facts);
  const number = (id: string | null) => plan.milestones.find((one) => one.id === id)?.number ?? null;
  return {
    project: projectRef(project),
    changeOrder: {
      ...orderOf(order, project),
      milestone: number(order.milestoneId),
      effect: found.ok
        ? {
            into: number(found.effect.into),
            dates: found.effect.dates.map(({ id, start, due }) => ({ milestone: number(id), start, due })),
            target: found.effect.target,
            total: found.effect.total && {
              was: moneyOf(found.effect.total.was, project.currency),
              is: moneyOf(found.effect.total.is, project.currency),
            },
            leaves: found.effect.leaves?.text ?? null,
            phase: found.effect.phase,
          }
        : null,
    },
  };
}

const loggedOf = (change: NamedLoggedChange) => ({
  text: change.text,
  days: change.days,
  cost: change.currency === null ? null : moneyOf(change.cost, change.currency),
  loggedBy: personRef(change.addedById, change.addedBy),
  loggedAt: change.addedAt,
});

/** The change orders of a project, by number, and its logged changes, newest first. */
export const changesResource = ({
  project,
  orders,
  logged,
}: {
  project: Project;
  orders: readonly NamedChangeOrder[];
  logged: readonly NamedLoggedChange[];
}): Resource => ({
  project: projectRef(project),
  changeOrders: orders.map((order) => orderOf(order, project)),
  changeLog: logged.map(loggedOf),
});

/** What commands would change: the state before, and the state after. */
export const whatIfResource = ({
  project,
  lines,
  was,
  is,
}: {
  project: { id: string; name: string };
  lines: readonly string[];
  was: TriedState;
  is: TriedState;
}): Resource => ({ project: projectRef(project), whatIf: { commands: lines, before: was, after: is } });

/** How late a milestone is, and the ways to recover with the effect of each. */
export const recoveryResource = ({
  project,
  milestone,
  pace,
  cause,
  wanted,
  options,
}: RecoveryFacts): Resource => ({
  project: projectRef(project),
  recovery: {
    milestone: milestoneRef(milestone),
    percent: pace.percent,
    endsOn: pace.endsOn,
    workingDaysLate: pace.late,
    workingDaysToWin: wanted,
    cause,
    options: options.map(({ way, order, item, days, effect }) => ({
      way,
      workingDays: days,
      leavesOut: item && { number: `${milestone.number}.${item.number}`, text: item.text },
      cost: moneyOf(order.cost, project.currency),
      target: effect.target,
      moved: effect.dates.length,
    })),
  },
});
