import { and, asc, desc, eq, exists, or, sql } from 'drizzle-orm';
import {
  type Coaching,
  type Cohort,
  coachedAmong,
  type Programme,
} from '../../../src/domain/stages/programmes/programme.ts';
import type {
  ProgrammeAnswer,
  ProgrammeQuestion,
} from '../../../src/domain/stages/programmes/programme-question.ts';
import type { Tx } from '../../database.ts';
import { isRow, ownTenant, refersTo } from '../../schema/keys.ts';
import { person } from '../../schema/people.ts';
import { member, project } from '../../schema/project.ts';
import {
  programme,
  programmeAnswer,
  programmeCompany,
  programmeQuestion,
} from '../../schema/stages/programmes.ts';
import { projectsOf } from '../directory/who.ts';

/**
 * Returns the companies that a person coaches, and the programmes that they made or that have one of these, oldest
 * first. Programmes have only the companies that the person coaches. For `changing` the person is locked, so that of
 * two requests at once the second sees what the first made.
 */
export async function loadCoaching(tx: Tx, personId: string, why: 'reading' | 'changing'): Promise<Coaching> {
  if (why === 'changing')
    await tx.select({ id: person.id }).from(person).where(isRow(person, personId)).for('no key update');
  const coached = coachedAmong(await projectsOf(tx, { id: personId, admin: false }));
  const rows = await tx
    .select({ programme, companies })
    .from(programme)
    .where(or(eq(programme.madeById, personId), exists(coachedIn(tx, personId))))
    .orderBy(asc(programme.madeAt), asc(programme.id));
  return { coached, cohorts: rows.map((row) => cohortOf(row, coached)) };
}

const companies = sql<{ id: string; projectId: string }[]>`(
  select coalesce(json_agg(json_build_object('id', c.id, 'projectId', c.project_id)), '[]') from programme_company c
  where c.workspace_id = programme.workspace_id and c.programme_id = programme.id)`;

const coachedIn = (tx: Tx, personId: string) =>
  tx
    .select({ one: sql`1` })
    .from(programmeCompany)
    .innerJoin(
      member,
      and(
        eq(member.workspaceId, programmeCompany.workspaceId),
        eq(member.projectId, programmeCompany.projectId),
      ),
    )
    .where(
      and(
        eq(programmeCompany.workspaceId, ownTenant),
        eq(programmeCompany.programmeId, programme.id),
        eq(member.personId, personId),
        eq(member.role, 'coach'),
      ),
    );

function cohortOf(
  {
    programme: row,
    companies: members,
  }: {
    programme: Programme & { workspaceId: string };
    companies: { id: string; projectId: string }[];
  },
  coached: Coaching['coached'],
): Cohort {
  const { workspaceId: _, ...of } = row;
  const rowIds = new Map(members.map(({ id, projectId }) => [projectId, id]));
  const seen = coached.flatMap((one) => {
    const rowId = rowIds.get(one.project.id);
    return rowId === undefined ? [] : [{ ...one, rowId }];
  });
  return { programme: of, companies: seen };
}

/** A question with what was answered by one company. */
export type AskedCompany = { question: ProgrammeQuestion; answer: ProgrammeAnswer; by: string | null };

/** Returns the questions that a company was asked, newest first, with its own answers. */
export async function loadAsked(tx: Tx, projectId: string): Promise<AskedCompany[]> {
  const rows = await tx
    .select({ question: programmeQuestion, answer: programmeAnswer, by: person.name })
    .from(programmeAnswer)
    .innerJoin(programmeQuestion, refersTo(programmeQuestion, programmeAnswer, programmeAnswer.questionId))
    .leftJoin(person, refersTo(person, programmeAnswer, programmeAnswer.answeredById))
    .where(eq(programmeAnswer.projectId, projectId))
    .orderBy(desc(programmeQuestion.askedAt), desc(programmeQuestion.id));
  return rows.map(
    ({ question: { workspaceId: _q, ...question }, answer: { workspaceId: _a, ...answer }, by }) => ({
      question,
      answer,
      by,
    }),
  );
}

/** Locks a question, so that companies that answer at once are counted one after the other. */
export async function lockQuestion(tx: Tx, id: string): Promise<void> {
  await tx
    .select({ id: programmeQuestion.id })
    .from(programmeQuestion)
    .where(isRow(programmeQuestion, id))
    .for('no key update');
}

/** Returns how many of the companies that were asked have not answered, besides one. */
export async function silentBesides(tx: Tx, questionId: string, projectId: string): Promise<number> {
  const [row] = await tx
    .select({ silent: sql<number>`count(*)::int` })
    .from(programmeAnswer)
    .where(
      and(
        eq(programmeAnswer.questionId, questionId),
        sql`${programmeAnswer.text} is null and ${programmeAnswer.projectId} <> ${projectId}::uuid`,
      ),
    );
  return row?.silent ?? 0;
}

/** What one company answered; all null where it did not. */
export type CompanyAnswer = { projectId: string; name: string; text: string | null; by: string | null };

/** A question with the answers of the companies that its coach coaches now, by name. */
export type AskedQuestion = { question: ProgrammeQuestion; programme: string; answers: CompanyAnswer[] };

/** Returns a question as a coach may read it; undefined when it does not exist. */
export async function loadQuestion(tx: Tx, id: string, coachId?: string): Promise<AskedQuestion | undefined> {
  const [found] = await tx
    .select({ question: programmeQuestion, programme: programme.name })
    .from(programmeQuestion)
    .innerJoin(programme, refersTo(programme, programmeQuestion, programmeQuestion.programmeId))
    .where(eq(programmeQuestion.id, id));
  if (!found) return undefined;
  const { workspaceId: _, ...question } = found.question;
  const answers = await tx
    .select({
      projectId: project.id,
      name: project.name,
      text: programmeAnswer.text,
      by: person.name,
    })
    .from(programmeAnswer)
    .innerJoin(project, refersTo(project, programmeAnswer, programmeAnswer.projectId))
    .innerJoin(
      member,
      and(
        eq(member.workspaceId, programmeAnswer.workspaceId),
        eq(member.projectId, programmeAnswer.projectId),
        eq(member.personId, coachId ?? question.askedById),
        eq(member.role, 'coach'),
      ),
    )
    .leftJoin(person, refersTo(person, programmeAnswer, programmeAnswer.answeredById))
    .where(eq(programmeAnswer.questionId, id))
    .orderBy(asc(project.name), asc(project.id));
  return { question, programme: found.programme, answers };
}
