import { eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { Rating, SurveyFacts } from '../../../src/domain/endings/survey.ts';
import type { Tx } from '../../database.ts';
import { survey } from '../../schema/customer.ts';
import { ownTenant, refersTo } from '../../schema/keys.ts';
import { person } from '../../schema/people.ts';
import { milestone } from '../../schema/plan.ts';
import { project } from '../../schema/project.ts';
import { rowsOf } from '../../tenant.ts';
import { projectColumns } from '../directory/who.ts';

const { workspaceId: _, ...columns } = getTableColumns(survey);
const milestoneColumns = {
  number: milestone.number,
  name: milestone.name,
  outcome: milestone.outcome,
  status: milestone.status,
};

async function loadBy(tx: Tx, where: SQL): Promise<SurveyFacts[]> {
  const rows = await tx
    .select({
      project: projectColumns,
      survey: columns,
      milestone: milestoneColumns,
      answeredBy: person.name,
    })
    .from(survey)
    .innerJoin(project, refersTo(project, survey, survey.projectId))
    .leftJoin(milestone, refersTo(milestone, survey, survey.milestoneId))
    .leftJoin(person, refersTo(person, survey, survey.answeredById))
    .where(sql`${eq(survey.workspaceId, ownTenant)} and ${where}`)
    .orderBy(survey.askedAt, survey.id);
  return rows.map(({ answeredBy, survey: of, ...rest }) => ({ ...rest, survey: { ...of, answeredBy } }));
}

/** Returns a survey with the facts of its card; undefined when it does not exist. */
export const loadSurvey = async (tx: Tx, id: string): Promise<SurveyFacts | undefined> =>
  (await loadBy(tx, eq(survey.id, id)))[0];

/** Returns all surveys of a project, those of milestones included, the oldest first. */
export const loadSurveysOf = (tx: Tx, projectId: string): Promise<SurveyFacts[]> =>
  loadBy(tx, eq(survey.projectId, projectId));

/** Whether the customer was asked about the project as a whole. */
export const hasSurvey = async (tx: Tx, projectId: string): Promise<boolean> =>
  (await loadBy(tx, sql`${eq(survey.projectId, projectId)} and ${survey.milestoneId} is null`)).length > 0;

/** Returns the ids of those milestones of a project that are done and about which the customer was never asked. */
export async function unratedMilestones(
  tx: Tx,
  projectId: string,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await tx.execute(sql`select m.id from milestone m
    where m.workspace_id = milepost_tenant() and m.project_id = ${projectId}::uuid and m.status = 'done'
      and m.dropped_at is null
      and m.id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb))
      and not exists (select from survey s where s.workspace_id = m.workspace_id and s.milestone_id = m.id)
    order by m.number`);
  return rowsOf<{ id: string }>(rows).map(({ id }) => id);
}

/** The most open questions that a new channel of the customer gets, the latest ones. */
const maxOpen = 5;

/**
 * Returns the ids of the questions that wait for an answer of the customer, oldest first: of a delivered project or a
 * milestone that is still done, while the project is open.
 */
export async function openSurveys(tx: Tx, projectId: string): Promise<string[]> {
  const rows = await tx.execute(sql`select s.id from survey s
      join project p on p.workspace_id = s.workspace_id and p.id = s.project_id
      left join milestone m on m.workspace_id = s.workspace_id and m.id = s.milestone_id
    where s.workspace_id = milepost_tenant() and s.project_id = ${projectId}::uuid and s.score is null
      and case when s.milestone_id is null then p.status = 'delivered'
        else m.status = 'done' and m.dropped_at is null end
    order by s.asked_at desc, s.id desc limit ${maxOpen}`);
  return rowsOf<{ id: string }>(rows)
    .map(({ id }) => id)
    .reverse();
}

/** Returns what the customer answered about a project and its milestones, by number, the project first. */
export const loadRatings = async (tx: Tx, projectId: string): Promise<Rating[]> => {
  const answered = await loadBy(tx, sql`${eq(survey.projectId, projectId)} and ${survey.score} is not null`);
  return answered
    .flatMap(({ milestone: of, survey: { score, comment, answeredBy: by } }) =>
      score === null
        ? []
        : [
            {
              number: of?.number ?? null,
              name: of?.name ?? null,
              outcome: of?.outcome ?? null,
              score,
              comment,
              by,
            },
          ],
    )
    .sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
};
