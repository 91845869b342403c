import { relations } from 'drizzle-orm';
import { blocker, risk } from './health.ts';
import { decision, vote } from './launch.ts';
import { identity, person } from './people.ts';
import { item, milestone } from './plan.ts';
import { member, project, room } from './project.ts';
import { evidence, review } from './review.ts';

/** The relations that Drizzle's queries load. */
export const projectRelations = relations(project, ({ many }) => ({
  milestones: many(milestone),
  members: many(member),
  rooms: many(room),
  blockers: many(blocker),
  risks: many(risk),
  decisions: many(decision),
}));

/** A risk of a project. */
export const riskRelations = relations(risk, ({ one }) => ({
  project: one(project, {
    fields: [risk.workspaceId, risk.projectId],
    references: [project.workspaceId, project.id],
  }),
}));

/** A milestone and its parts; its card is loaded by hand-written SQL (`queries/plan/milestone-facts.ts`). */
export const milestoneRelations = relations(milestone, ({ one, many }) => ({
  project: one(project, {
    fields: [milestone.workspaceId, milestone.projectId],
    references: [project.workspaceId, project.id],
  }),
  items: many(item),
  evidence: many(evidence),
  reviews: many(review),
}));

/** A blocker of a project. */
export const blockerRelations = relations(blocker, ({ one }) => ({
  project: one(project, {
    fields: [blocker.workspaceId, blocker.projectId],
    references: [project.workspaceId, project.id],
  }),
}));

/** The parts of a milestone, each of one milestone. */
export const itemRelations = relations(item, ({ one }) => ({
  milestone: one(milestone, {
    fields: [item.workspaceId, item.milestoneId],
    references: [milestone.workspaceId, milestone.id],
  }),
}));
/** See `itemRelations`. */
export const evidenceRelations = relations(evidence, ({ one }) => ({
  milestone: one(milestone, {
    fields: [evidence.workspaceId, evidence.milestoneId],
    references: [milestone.workspaceId, milestone.id],
  }),
}));
/** A review of one milestone. */
export const reviewRelations = relations(review, ({ one }) => ({
  milestone: one(milestone, {
    fields: [review.workspaceId, review.milestoneId],
    references: [milestone.workspaceId, milestone.id],
  }),
}));
/** A membership joins a person and a project. */
export const memberRelations = relations(member, ({ one }) => ({
  project: one(project, {
    fields: [member.workspaceId, member.projectId],
    references: [project.workspaceId, project.id],
  }),
  person: one(person, {
    fields: [member.workspaceId, member.personId],
    references: [person.workspaceId, person.id],
  }),
}));
/** A person and where they are known. */
export const personRelations = relations(person, ({ many }) => ({
  identities: many(identity),
  memberships: many(member),
}));
/** An identity of one person. */
export const identityRelations = relations(identity, ({ one }) => ({
  person: one(person, {
    fields: [identity.workspaceId, identity.personId],
    references: [person.workspaceId, person.id],
  }),
}));
/** A room of a project. */
export const roomRelations = relations(room, ({ one }) => ({
  project: one(project, {
    fields: [room.workspaceId, room.projectId],
    references: [project.workspaceId, project.id],
  }),
}));
/** A decision and those who vote on it. */
export const decisionRelations = relations(decision, ({ one, many }) => ({
  project: one(project, {
    fields: [decision.workspaceId, decision.projectId],
    references: [project.workspaceId, project.id],
  }),
  votes: many(vote),
}));
/** A vote of one person. */
export const voteRelations = relations(vote, ({ one }) => ({
  decision: one(decision, {
    fields: [vote.workspaceId, vote.decisionId],
    references: [decision.workspaceId, decision.id],
  }),
  person: one(person, {
    fields: [vote.workspaceId, vote.personId],
    references: [person.workspaceId, person.id],
  }),
}));
