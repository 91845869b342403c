import { relations } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { actionItem } from './customer.ts';
import { blocker, risk } from './health.ts';
import { decision, vote } from './launch.ts';
import { cost, invoice, settlement } from './money.ts';
import { identity, person } from './people.ts';
import { item, milestone } from './plan.ts';
import { member, project } from './project.ts';
import { evidence, review } from './review.ts';

/*
 * The relations that Drizzle's queries load, each with the way back that Drizzle asks for. The card
 * of a milestone is loaded by hand-written SQL (`queries/plan/milestone-facts.ts`).
 */

type Owned = { workspaceId: AnyPgColumn };

/** How rows of other tables refer to a row of this one. Each column keeps its own type: it says whether it can be null. */
const to =
  <To extends Owned & { id: AnyPgColumn }, Key extends string>(table: To, key: Key) =>
  <From extends Owned & Record<Key, AnyPgColumn>>(from: From) => ({
    fields: [from.workspaceId, from[key]] as [From['workspaceId'], From[Key]],
    references: [table.workspaceId, table.id] as [To['workspaceId'], To['id']],
  });
const toProject = to(project, 'projectId');
const toMilestone = to(milestone, 'milestoneId');
const toPerson = to(person, 'personId');

/** What is loaded with a project. */
export const projectRelations = relations(project, ({ many }) => ({
  milestones: many(milestone),
  blockers: many(blocker),
  risks: many(risk),
  decisions: many(decision),
  invoices: many(invoice),
  costs: many(cost),
  actions: many(actionItem),
}));
/** What is loaded with a milestone. */
export const milestoneRelations = relations(milestone, ({ one, many }) => ({
  project: one(project, toProject(milestone)),
  items: many(item),
  evidence: many(evidence),
  reviews: many(review),
}));
/** The project of a blocker. */
export const blockerRelations = relations(blocker, ({ one }) => ({
  project: one(project, toProject(blocker)),
}));
/** The project of a risk. */
export const riskRelations = relations(risk, ({ one }) => ({ project: one(project, toProject(risk)) }));
/** The project of a decision. */
export const decisionRelations = relations(decision, ({ one }) => ({
  project: one(project, toProject(decision)),
}));
/** The project of an invoice, and what settles it. */
export const invoiceRelations = relations(invoice, ({ one, many }) => ({
  project: one(project, toProject(invoice)),
  settlements: many(settlement),
}));
/** The invoice of a settlement. */
export const settlementRelations = relations(settlement, ({ one }) => ({
  invoice: one(invoice, to(invoice, 'invoiceId')(settlement)),
}));
/** The project of a cost. */
export const costRelations = relations(cost, ({ one }) => ({ project: one(project, toProject(cost)) }));
/** The project of an action of the customer. */
export const actionItemRelations = relations(actionItem, ({ one }) => ({
  project: one(project, toProject(actionItem)),
}));
/** The milestone of an item. */
export const itemRelations = relations(item, ({ one }) => ({ milestone: one(milestone, toMilestone(item)) }));
/** The milestone of a piece of evidence. */
export const evidenceRelations = relations(evidence, ({ one }) => ({
  milestone: one(milestone, toMilestone(evidence)),
}));
/** The milestone of a review. */
export const reviewRelations = relations(review, ({ one }) => ({
  milestone: one(milestone, toMilestone(review)),
}));
/** The person of a membership. */
export const memberRelations = relations(member, ({ one }) => ({ person: one(person, toPerson(member)) }));
/** The person of a vote. */
export const voteRelations = relations(vote, ({ one }) => ({ person: one(person, toPerson(vote)) }));
/** Where a person is known. */
export const personRelations = relations(person, ({ many }) => ({ identities: many(identity) }));
/** The person of an identity. */
export const identityRelations = relations(identity, ({ one }) => ({
  person: one(person, toPerson(identity)),
}));
