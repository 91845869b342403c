import { boolean, foreignKey, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Medium } from '../../../src/domain/platform.ts';
import type { CountedEvidence } from '../../../src/domain/stages/achievement.ts';
import type { StageKey } from '../../../src/domain/stages/stage.ts';
import { instant } from '../columns.ts';
import { key, tenant } from '../keys.ts';
import { person } from '../people.ts';
import { milestone } from '../plan.ts';
import { ofProject } from '../project.ts';

/**
 * What coaches decided about the stages of a company (STG-2): one row for each achievement and for each one taken
 * back. Append-only: the app's role may neither change nor delete a row, and only a coach's row is accepted.
 */
export const achievement = pgTable(
  'achievement',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    milestoneId: uuid('milestone_id').notNull(),
    stage: text('stage').$type<StageKey>().notNull(),
    /** Whether it was achieved, or taken back. */
    achieved: boolean('achieved').notNull(),
    reason: text('reason'),
    /** What spoke for it at that moment. */
    evidence: jsonb('evidence').$type<CountedEvidence[]>().notNull(),
    byId: uuid('by_id').notNull(),
    platform: text('platform').$type<Medium>().notNull(),
    /** The room where it was decided; null elsewhere. */
    roomId: uuid('room_id'),
    at: instant('at').notNull(),
  },
  (t) => [
    key(t),
    ofProject(t),
    index('achievement_project').on(t.workspaceId, t.projectId, t.at),
    foreignKey({ columns: [t.workspaceId, t.byId], foreignColumns: [person.workspaceId, person.id] }),
    foreignKey({
      columns: [t.workspaceId, t.milestoneId],
      foreignColumns: [milestone.workspaceId, milestone.id],
    }),
  ],
);
