import type { ActionsView } from '../../../cards/views/customer/actions.ts';
import type { Tx } from '../../../db/database.ts';
import { loadActions } from '../../../db/queries/customer/actions.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { actionName, type NamedActionItem, openActions } from '../../domain/customer/action-item.ts';
import { alreadyDone, type Outcome, ok } from '../../domain/outcome.ts';
import { contributors, type InProject, isReadByCustomers } from '../../domain/project/access.ts';
import type { Role } from '../../domain/project/roles.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { findNumbered, refuseUnknown } from '../../runner/references/numbered.ts';

/** The key letter of the customer's actions. */
export const actionLetter = { letter: 'A', what: 'action' } as const;

/** Roles that complete an action: either side (CUS-2). */
export const completers: readonly Role[] = [...contributors, 'client'];

/** The actions of a project and the one that is meant. */
export type ActionFacts = ActionsView & { action: NamedActionItem };

/** Loads the actions of the project, which is locked for `changing`. */
export async function loadActionsOf(
  tx: Tx,
  { project }: InProject,
  why: 'reading' | 'changing',
): Promise<ActionsView> {
  if (why === 'changing') await lockProject(tx, project.id);
  return { project, actions: await loadActions(tx, project.id) };
}

/** Loads the action that was typed, locked; refuses an unknown one. */
export async function loadAction(tx: Tx, who: InProject, typed: string): Promise<Outcome<ActionFacts>> {
  const facts = await loadActionsOf(tx, who, 'changing');
  const action = findNumbered(facts.actions, typed, actionLetter);
  if (action) return ok({ ...facts, action });
  return refuseUnknown(typed, actionLetter, openActions(facts.actions).map(actionName));
}

/** Refuses an action that is completed, and says who completed it and when. */
export const requireOpen = (action: NamedActionItem): Outcome<true> =>
  action.completedAt === null
    ? ok(true)
    : alreadyDone(
        `${excerpt(actionName(action), 100)} was completed`,
        action.completedBy,
        action.completedAt,
      );

/** Returns the side for which an answer is drawn: the customer's where they read it. */
export const sideOf = ({ role, room }: Pick<InProject, 'role' | 'room'>): 'team' | 'customer' =>
  role === 'client' || isReadByCustomers(room) ? 'customer' : 'team';

/** Returns the actions with one of them replaced. */
export const withAction = (
  actions: readonly NamedActionItem[],
  changed: NamedActionItem,
): NamedActionItem[] => actions.map((one) => (one.id === changed.id ? changed : one));
