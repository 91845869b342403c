import { v7 } from 'uuid';
import type { Tx } from '../../db/database.ts';
import { unratedMilestones } from '../../db/queries/endings/survey.ts';
import { save } from '../../db/queries/save/save.ts';
import type { Change } from '../domain/change.ts';
import { newSurvey } from '../domain/endings/survey.ts';
import type { Project } from '../domain/project/project.ts';
import type { Doer } from './settle-delivery.ts';

/** Returns the milestones that changes finish, where the project asks its customer about each (CUS-9). */
export function milestonesToRate(
  changes: readonly Change[],
  { policies }: Pick<Project, 'policies'>,
): string[] {
  return policies.satisfaction === 'milestones' ? changes.flatMap(finished) : [];
}

function finished(change: Change): string[] {
  if ('alter' in change && change.alter === 'milestone')
    return change.set.status === 'done' ? [change.id] : [];
  if ('alterMany' in change && change.alterMany === 'milestone')
    return change.rows.flatMap(({ id, status }) => (status === 'done' ? [id] : []));
  return [];
}

/**
 * Asks the customer about the milestones that were just finished, each once: one that is reopened and done again keeps
 * its question (CUS-9). Lock the project first. Returns the rooms to wake.
 */
export async function askSatisfaction(
  tx: Tx,
  { workspaceId, projectId, at }: Pick<Doer, 'workspaceId' | 'projectId' | 'at'>,
  finishedIds: readonly string[],
): Promise<string[]> {
  const ids = await unratedMilestones(tx, projectId, finishedIds);
  if (ids.length === 0) return [];
  const rows = ids.map((milestoneId) => newSurvey({ id: v7(), projectId, milestoneId, askedAt: at }));
  const { rooms } = await save(tx, {
    workspaceId,
    changes: [{ addMany: 'survey', rows }],
    activity: [],
    fanOut: {
      projectId,
      at,
      milestoneIds: [],
      posts: [],
      announced: rows.map(({ id }) => ({
        id: v7(),
        shows: { kind: 'survey', id },
        audience: 'customer' as const,
      })),
      news: [],
    },
  });
  return rooms;
}
