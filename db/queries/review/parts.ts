import { type SQLWrapper, sql } from 'drizzle-orm';
import type { KnownReview } from '../../../src/domain/facts.ts';
import { jsonOf } from '../../schema/columns.ts';
import { question } from '../../schema/review.ts';

/** Selects a person's name, or null. */
export const nameOf = (id: SQLWrapper) =>
  sql<string | null>`(select p.name from person p where p.workspace_id = milepost_tenant() and p.id = ${id})`;

/** Selects the questions of a review, oldest first. Spelled out, because a query of one table leaves its name out. */
export const questionsOf = sql<KnownReview['questions']>`(
  select coalesce(json_agg(${jsonOf(question, {
    askedBy: nameOf(question.askedById),
    answeredBy: nameOf(question.answeredById),
  })} order by ${question.askedAt}, ${question.id}), '[]')
  from question where question.workspace_id = milepost_tenant() and question.review_id = review.id)`;
