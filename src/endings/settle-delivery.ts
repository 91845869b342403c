import { v7 } from 'uuid';
import { bindActions } from '../../cards/model.ts';
import { deliveredNews } from '../../cards/views/endings/delivered.ts';
import type { Tx } from '../../db/database.ts';
import { loadProgressOf } from '../../db/queries/endings/delivery.ts';
import { hasSurvey } from '../../db/queries/endings/survey.ts';
import { loadLedger } from '../../db/queries/money/ledger.ts';
import { save } from '../../db/queries/save/save.ts';
import type { Save } from '../../db/queries/save/written.ts';
import type { Change } from '../domain/change.ts';
import { isDelivered, type ProjectStatus } from '../domain/endings/ending.ts';
import { newSurvey } from '../domain/endings/survey.ts';
import { invoicesOf } from '../domain/money/ledger.ts';
import type { Milestone } from '../domain/plan/milestone.ts';
import { todayIn } from '../domain/time/dates.ts';

/** Who did what was just written, and where; a clock has neither place. */
export type Doer = Pick<Save['activity'][number], 'personId' | 'platform' | 'roomId'> & {
  workspaceId: string;
  projectId: string;
  /** An ISO instant. */
  at: string;
};

/**
 * Whether changes may make a project of this status delivered, or no longer, so that it is worth looking: an active one
 * by what ends work and what settles or lowers an invoice, a delivered one by whatever touches either.
 */
export function mayDeliver(changes: readonly Change[], status: ProjectStatus | undefined): boolean {
  if (status !== 'delivered' && (changes.some(addsWork) || staysDraft(changes, status))) return false;
  const matters = status === 'delivered' ? touches : ends;
  return changes.some((change) => matters(change) || touchesProject(change));
}

/** Whether a milestone is added that is not done. */
const addsWork = (change: Change): boolean =>
  ('add' in change && change.add === 'milestone' && change.row.status !== 'done') ||
  ('addMany' in change &&
    change.addMany === 'milestone' &&
    change.rows.some(({ status }) => status !== 'done'));

const staysDraft = (changes: readonly Change[], status: ProjectStatus | undefined): boolean =>
  status === 'draft' &&
  !changes.some(
    (change) => 'alter' in change && change.alter === 'project' && change.set.status !== undefined,
  );

function touches(change: Change): boolean {
  const of = kindOf(change);
  if (of !== 'milestone') return of === 'invoice' || of === 'settlement';
  return setsOf(change).every((set) => set === undefined || milestoneFields.some((field) => field in set));
}

function ends(change: Change): boolean {
  if (kindOf(change) === 'settlement') return true;
  if ('remove' in change) return change.remove === 'milestone';
  return (
    kindOf(change) === 'milestone' &&
    setsOf(change).some(
      (set) =>
        set !== undefined &&
        (set.status === 'done' || (set.droppedAt ?? null) !== null || 'share' in set || 'extra' in set),
    )
  );
}

const milestoneFields = ['status', 'droppedAt', 'share', 'extra', 'parentId'] as const;
const projectFields = ['status', 'price', 'policies', 'billing', 'terms'] as const;

const touchesProject = (change: Change): boolean =>
  'alter' in change &&
  change.alter === 'project' &&
  projectFields.some((field) => change.set[field] !== undefined);

function kindOf(change: Change): string | undefined {
  if ('add' in change) return change.add;
  if ('addMany' in change) return change.addMany;
  if ('alter' in change) return change.alter;
  if ('alterMany' in change) return change.alterMany;
  return 'remove' in change ? change.remove : undefined;
}

/** The fields that a change of milestones sets; undefined for new and removed ones. */
function setsOf(change: Change): (Partial<Milestone> | undefined)[] {
  if ('alter' in change && change.alter === 'milestone') return [change.set];
  if ('alterMany' in change && change.alterMany === 'milestone') return change.rows;
  return [undefined];
}

/**
 * Makes a project delivered once all its milestones are done and all its invoices paid, and active again once one is
 * not, whatever was written before in the transaction (CUS-7). It is told once, however often it becomes so. Lock the
 * project first. Returns the rooms to wake.
 */
export async function settleDelivery(tx: Tx, by: Doer): Promise<string[]> {
  const { workspaceId, projectId, at } = by;
  const known = await loadProgressOf(tx, projectId);
  if (!known?.moneyOn || (known.status !== 'active' && known.status !== 'delivered')) return [];
  if (known.status === 'active' && known.open > 0) return [];
  const ledger = await loadLedger(tx, projectId);
  if (!ledger) return [];
  const { project } = ledger;
  const unpaid = invoicesOf(ledger, todayIn(at, project.zone)).filter(({ state }) => !state.isPaid).length;
  const isNow = isDelivered({ ...known, unpaid });
  if (isNow === (known.status === 'delivered')) return [];
  const eventId = v7();
  // the customer is asked once, however often it becomes delivered
  const asks = isNow && project.policies.satisfaction !== 'off' && !(await hasSurvey(tx, projectId));
  const survey = newSurvey({ id: v7(), projectId, milestoneId: null, askedAt: at });
  const news = bindActions(deliveredNews(project, known.milestones), { project: projectId });
  const { rooms } = await save(tx, {
    workspaceId,
    changes: [
      {
        alter: 'project',
        id: projectId,
        set: { status: isNow ? 'delivered' : 'active', version: project.version + 1 },
      },
      ...(asks ? [{ add: 'survey' as const, row: survey }] : []),
    ],
    activity: [
      {
        id: eventId,
        type: isNow ? 'project_delivered' : 'delivery_revoked',
        projectId,
        personId: by.personId,
        platform: by.platform,
        roomId: by.roomId,
        at,
      },
    ],
    fanOut: {
      projectId,
      at,
      milestoneIds: [],
      everything: true,
      posts: [],
      ...(asks
        ? {
            announced: [
              { id: v7(), shows: { kind: 'survey', id: survey.id }, audience: 'customer' as const },
            ],
          }
        : {}),
      // one id for the project, so that a room is told once, however often it becomes delivered
      news: isNow ? [{ id: `delivered ${projectId}`, card: news }] : [],
    },
  });
  return rooms;
}
