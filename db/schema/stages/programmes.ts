import { sql } from 'drizzle-orm';
import { type AnyPgColumn, date, foreignKey, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { QuestionState } from '../../../src/domain/stages/programmes/programme-question.ts';
import { instant } from '../columns.ts';
import { key, tenant } from '../keys.ts';
import { person } from '../people.ts';
import { ofProject } from '../project.ts';

const byPerson = (workspaceId: AnyPgColumn, by: AnyPgColumn) =>
  foreignKey({ columns: [workspaceId, by], foreignColumns: [person.workspaceId, person.id] });

/** A cohort of companies that coaches run together (STG-5). */
export const programme = pgTable(
  'programme',
  {
    ...tenant,
    name: text('name').notNull(),
    madeById: uuid('made_by_id').notNull(),
    madeAt: instant('made_at').notNull(),
  },
  (t) => [key(t), byPerson(t.workspaceId, t.madeById)],
);

const ofProgramme = (t: { workspaceId: AnyPgColumn; programmeId: AnyPgColumn }) =>
  foreignKey({
    columns: [t.workspaceId, t.programmeId],
    foreignColumns: [programme.workspaceId, programme.id],
  }).onDelete('cascade');

/** A company of a programme. */
export const programmeCompany = pgTable(
  'programme_company',
  {
    ...tenant,
    programmeId: uuid('programme_id').notNull(),
    projectId: uuid('project_id').notNull(),
  },
  (t) => [
    key(t),
    ofProgramme(t),
    ofProject(t),
    unique('programme_company_once').on(t.workspaceId, t.programmeId, t.projectId),
    index('programme_company_project').on(t.workspaceId, t.projectId),
  ],
);

/** A question that a coach asks the companies of a programme. */
export const programmeQuestion = pgTable(
  'programme_question',
  {
    ...tenant,
    programmeId: uuid('programme_id').notNull(),
    text: text('text').notNull(),
    askedById: uuid('asked_by_id').notNull(),
    askedAt: instant('asked_at').notNull(),
    /** The last day for answers, and its end in the coach's zone. */
    lastDay: date('last_day', { mode: 'string' }).notNull(),
    endsAt: instant('ends_at').notNull(),
    state: text('state').$type<QuestionState>().notNull(),
    /** When the question or its summary is planned; null: at the next tick. */
    nextAt: instant('next_at'),
  },
  (t) => [
    key(t),
    ofProgramme(t),
    byPerson(t.workspaceId, t.askedById),
    index('programme_question_due').on(t.nextAt).where(sql`state <> 'ended'`),
    index('programme_question_programme').on(t.workspaceId, t.programmeId, t.askedAt),
  ],
);

/** A company that was asked a question, with its answer. */
export const programmeAnswer = pgTable(
  'programme_answer',
  {
    ...tenant,
    questionId: uuid('question_id').notNull(),
    projectId: uuid('project_id').notNull(),
    /** Null until somebody of the company answers. */
    text: text('text'),
    answeredById: uuid('answered_by_id'),
    answeredAt: instant('answered_at'),
  },
  (t) => [
    key(t),
    ofProject(t),
    byPerson(t.workspaceId, t.answeredById),
    foreignKey({
      columns: [t.workspaceId, t.questionId],
      foreignColumns: [programmeQuestion.workspaceId, programmeQuestion.id],
    }).onDelete('cascade'),
    unique('programme_answer_once').on(t.workspaceId, t.questionId, t.projectId),
    index('programme_answer_project').on(t.workspaceId, t.projectId),
  ],
);
