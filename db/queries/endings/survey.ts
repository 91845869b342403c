import { eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { SurveyFacts } from '../../../src/domain/endings/survey.ts';
import type { Tx } from '../../database.ts';
import { survey } from '../../schema/customer.ts';
import { ownTenant, refersTo } from '../../schema/keys.ts';
import { person } from '../../schema/people.ts';
import { project } from '../../schema/project.ts';
import { projectColumns } from '../directory/who.ts';

const { workspaceId: _, ...columns } = getTableColumns(survey);

async function loadBy(tx: Tx, where: SQL): Promise<SurveyFacts | undefined> {
  const [row] = await tx
    .select({ project: projectColumns, survey: columns, answeredBy: person.name })
    .from(survey)
    .innerJoin(project, refersTo(project, survey, survey.projectId))
    .leftJoin(person, refersTo(person, survey, survey.answeredById))
    .where(sql`${eq(survey.workspaceId, ownTenant)} and ${where}`);
  return row && { project: row.project, survey: { ...row.survey, answeredBy: row.answeredBy } };
}

/** Returns a survey with the facts of its card; undefined when it does not exist. */
export const loadSurvey = (tx: Tx, id: string) => loadBy(tx, eq(survey.id, id));

/** Returns the survey of a project; undefined before it is delivered. */
export const loadSurveyOf = (tx: Tx, projectId: string) => loadBy(tx, eq(survey.projectId, projectId));
