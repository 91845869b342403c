import type { Tx } from '../../../db/database.ts';
import { userOf } from '../../../db/queries/people/people.ts';
import { loadTree } from '../../../db/queries/plan/milestones.ts';
import type { MilestoneFacts } from '../../domain/facts.ts';
import type { InProject } from '../../domain/project/access.ts';

/** The owner and the parent of a milestone, as its form starts with them. */
export type PresentLinks = { owner?: string; parent?: string };

/**
 * Returns the owner as a mention where they have an account in the sender's organisation, else by name, and the
 * number of the parent.
 */
export async function presentLinks(
  tx: Tx,
  { platform, tenant, project }: InProject,
  { milestone: { assigneeId, parentId }, assignee }: MilestoneFacts,
): Promise<PresentLinks> {
  const user = assigneeId === null ? undefined : await userOf(tx, assigneeId, { platform, tenant });
  const name = (assignee ?? '').replaceAll(/[<>|]/g, ' ');
  const owner = user === undefined ? assignee : `<@${platform}:${tenant}/${user}|${name}>`;
  const { tree } = parentId === null ? { tree: [] } : await loadTree(tx, project.id);
  const parent = tree.find(({ id }) => id === parentId);
  return {
    ...(owner ? { owner } : {}),
    ...(parent ? { parent: String(parent.number) } : {}),
  };
}
