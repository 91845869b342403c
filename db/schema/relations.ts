import { relations } from 'drizzle-orm';
import {
  blocker,
  decision,
  evidence,
  identity,
  item,
  member,
  milestone,
  person,
  project,
  review,
  risk,
  room,
  update,
  vote,
} from './tables.ts';

/** What is loaded together with what. */
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

/** A milestone with everything its card shows. */
export const milestoneRelations = relations(milestone, ({ one, many }) => ({
  project: one(project, {
    fields: [milestone.workspaceId, milestone.projectId],
    references: [project.workspaceId, project.id],
  }),
  assignee: one(person, {
    fields: [milestone.workspaceId, milestone.assigneeId],
    references: [person.workspaceId, person.id],
  }),
  submittedBy: one(person, {
    fields: [milestone.workspaceId, milestone.submittedById],
    references: [person.workspaceId, person.id],
  }),
  doneBy: one(person, {
    fields: [milestone.workspaceId, milestone.doneById],
    references: [person.workspaceId, person.id],
  }),
  parent: one(milestone, {
    fields: [milestone.workspaceId, milestone.parentId],
    references: [milestone.workspaceId, milestone.id],
    relationName: 'tree',
  }),
  children: many(milestone, { relationName: 'tree' }),
  items: many(item),
  evidence: many(evidence),
  updates: many(update),
  reviews: many(review),
  blockers: many(blocker),
}));

/** A blocker of a project, or of one milestone of it; both name the project, which the index begins with. */
export const blockerRelations = relations(blocker, ({ one }) => ({
  project: one(project, {
    fields: [blocker.workspaceId, blocker.projectId],
    references: [project.workspaceId, project.id],
  }),
  milestone: one(milestone, {
    fields: [blocker.workspaceId, blocker.projectId, blocker.milestoneId],
    references: [milestone.workspaceId, milestone.projectId, milestone.id],
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
/** An update and who said it. */
export const updateRelations = relations(update, ({ one }) => ({
  milestone: one(milestone, {
    fields: [update.workspaceId, update.milestoneId],
    references: [milestone.workspaceId, milestone.id],
  }),
  author: one(person, {
    fields: [update.workspaceId, update.authorId],
    references: [person.workspaceId, person.id],
  }),
}));
/** A review of one milestone, and who decided it. */
export const reviewRelations = relations(review, ({ one }) => ({
  decidedBy: one(person, {
    fields: [review.workspaceId, review.decidedById],
    references: [person.workspaceId, person.id],
  }),
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
