import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Milestone } from '../../../src/domain/plan/milestone.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import type { Coach, Company, NamedAchievement, Stage } from '../../../src/domain/stages/company.ts';
import { type StageKey, stageKeys } from '../../../src/domain/stages/stage.ts';
import { countTasks } from '../../../src/domain/stages/stage-tasks.ts';
import type { Tx } from '../../database.ts';
import { isoOf, jsonOf } from '../../schema/columns.ts';
import { blocker } from '../../schema/health.ts';
import { refersTo } from '../../schema/keys.ts';
import { person } from '../../schema/people.ts';
import { item, milestone } from '../../schema/plan.ts';
import { member, project } from '../../schema/project.ts';
import { evidence, review } from '../../schema/review.ts';
import { achievement } from '../../schema/stages/achievements.ts';
import { loadMetrics } from '../launch/metrics.ts';

const ofStage = (table: typeof item | typeof evidence | typeof blocker | typeof review) =>
  sql`${table.workspaceId} = milepost_tenant() and ${table.milestoneId} = ${milestone.id}`;

const items = sql<Stage['items']>`(select coalesce(json_agg(${jsonOf(item)} order by ${item.number}), '[]')
  from ${item} where ${ofStage(item)})`;
const pieces = sql<Stage['evidence']>`(
  select coalesce(json_agg(${jsonOf(evidence)} order by ${evidence.addedAt}, ${evidence.id}), '[]')
  from ${evidence} where ${ofStage(evidence)})`;
const blockers = sql<Stage['blockers']>`(
  select coalesce(json_agg(json_build_object('id', ${blocker.id}) order by ${blocker.number}), '[]')
  from ${blocker} where ${ofStage(blocker)} and ${blocker.clearedAt} is null)`;
const openReviewId = sql<string | null>`(
  select ${review.id} from ${review} where ${ofStage(review)} and ${review.outcome} = 'open')`;

// a statement of its own, because Drizzle leaves the table's name out of columns at the top of a field
const isBelow = sql`m.parent_id = ${milestone.id}`;

/** The milestones below a stage, without dropped ones. */
const below = sql<
  Pick<Milestone, 'status' | 'submittedAt'>[]
>`(with recursive down(id, status, submitted_at) as (
    select m.id, m.status, m.submitted_at from milestone m
      where m.workspace_id = milepost_tenant() and ${isBelow} and m.dropped_at is null
    union all
    select m.id, m.status, m.submitted_at from milestone m
      join down on m.workspace_id = milepost_tenant() and m.parent_id = down.id and m.dropped_at is null)
  select coalesce(json_agg(json_build_object('status', status, 'submittedAt', ${isoOf(sql`submitted_at`)})), '[]') from down)`;

/** The updates on a stage or a milestone below it that wait for a coach (APR-7). */
const updates = sql<number>`(with recursive down(id) as (
    select ${sql`${milestone.id}`}
    union all
    select m.id from milestone m
      join down on m.workspace_id = milepost_tenant() and m.parent_id = down.id and m.dropped_at is null)
  select count(*)::int from down join progress_update u on u.workspace_id = milepost_tenant()
    and u.project_id = ${sql`${milestone.projectId}`} and u.milestone_id = down.id and u.state = 'pending')`;

const began = sql<string>`coalesce((select ${isoOf(sql`a.at`)} from activity a
  where a.workspace_id = project.workspace_id and a.project_id = project.id order by a.at limit 1),
  ${isoOf(sql`project.created_at`)})`;

const isStage = (projectId: string) =>
  and(eq(milestone.projectId, projectId), isNotNull(milestone.stage), isNull(milestone.droppedAt));

/** Returns the stages that a project has. */
export async function stagesIn(tx: Tx, projectId: string): Promise<StageKey[]> {
  const rows = await tx.select({ stage: milestone.stage }).from(milestone).where(isStage(projectId));
  return rows.flatMap(({ stage }) => stage ?? []);
}

/** Returns a company with its stages; undefined when the project does not exist. */
export async function loadCompany(tx: Tx, projectId: string): Promise<Company | undefined> {
  const [found] = await tx.select({ project, began }).from(project).where(eq(project.id, projectId));
  if (!found) return undefined;
  return {
    project: found.project as Project,
    began: found.began,
    stages: await loadStages(tx, projectId),
    decided: await loadAchievements(tx, projectId),
    metrics: await loadMetrics(tx, projectId),
    coaches: await loadCoaches(tx, projectId),
  };
}

async function loadStages(tx: Tx, projectId: string): Promise<Stage[]> {
  const rows = await tx
    .select({ milestone, items, evidence: pieces, blockers, openReviewId, below, updates })
    .from(milestone)
    .where(isStage(projectId));
  return rows
    .flatMap(({ milestone: { workspaceId: _, stage, ...of }, below: tasks, updates: waiting, ...parts }) =>
      stage === null ? [] : [{ ...of, ...parts, tasks: countTasks(tasks, waiting), stage }],
    )
    .toSorted((a, b) => stageKeys.indexOf(a.stage) - stageKeys.indexOf(b.stage));
}

/** Returns the decisions about the stages of a project, oldest first. */
export async function loadAchievements(tx: Tx, projectId: string): Promise<NamedAchievement[]> {
  const rows = await tx
    .select({ achievement, by: person.name })
    .from(achievement)
    .leftJoin(person, refersTo(person, achievement, achievement.byId))
    .where(eq(achievement.projectId, projectId))
    .orderBy(asc(achievement.at), asc(achievement.id));
  return rows.map(({ achievement: { workspaceId: _, ...of }, by }) => ({ ...of, by }));
}

/** Returns the active coaches of a project, by name. */
export async function loadCoaches(tx: Tx, projectId: string): Promise<Coach[]> {
  return tx
    .select({ id: person.id, name: person.name, ofCompany: member.ofCompany })
    .from(member)
    .innerJoin(person, refersTo(person, member, member.personId))
    .where(and(eq(member.projectId, projectId), eq(member.role, 'coach'), isNull(person.goneAt)))
    .orderBy(asc(person.name), asc(person.id));
}
