import { type SQLWrapper, sql } from 'drizzle-orm';
import type { KnownReview } from '../../../src/domain/facts.ts';
import { jsonOf } from '../../schema/columns.ts';
import { approval, question, review } from '../../schema/review.ts';

/** Selects a person's name, or null. */
export const nameOf = (id: SQLWrapper) =>
  sql<string | null>`(select p.name from person p where p.workspace_id = milepost_tenant() and p.id = ${id})`;

/** Selects the questions of a review, oldest first. Spelled out, because a query of one table leaves its name out. */
const questionsOf = sql<KnownReview['questions']>`(
  select coalesce(json_agg(${jsonOf(question, {
    askedBy: nameOf(question.askedById),
    answeredBy: nameOf(question.answeredById),
  })} order by ${question.askedAt}, ${question.id}), '[]')
  from question where question.workspace_id = milepost_tenant() and question.review_id = review.id)`;

/** Selects the approvals of a review that needs several, oldest first. */
const approvalsOf = sql<KnownReview['approvals']>`(
  select coalesce(json_agg(${jsonOf(approval, {
    person: nameOf(approval.personId),
    by: nameOf(approval.byId),
  })} order by ${approval.at}, ${approval.id}), '[]')
  from approval where approval.workspace_id = milepost_tenant() and approval.review_id = review.id)`;

/** Selects the parts of a review that its own row does not have. */
export const reviewParts = {
  decidedBy: nameOf(review.decidedById),
  decidedFor: nameOf(review.decidedForId),
  questions: questionsOf,
  approvals: approvalsOf,
};
