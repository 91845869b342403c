import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { CadenceKind, CadenceState } from '../../src/domain/rhythm/project-cadence.ts';
import type { Cadence } from '../../src/domain/time/schedule.ts';
import { inRange, instant } from './columns.ts';
import { key, tenant } from './keys.ts';
import { person } from './people.ts';
import { milestoneKeys, ofMilestone } from './plan.ts';
import { ofProject } from './project.ts';

/** A person's pause of reminders about a milestone (RMD-1). */
export const snooze = pgTable(
  'snooze',
  {
    ...tenant,
    ...milestoneKeys,
    personId: uuid('person_id').notNull(),
    /** The end of the pause; null: no end. */
    until: instant('until'),
    /** Whether a message announces the end; else the next digest does. */
    wakes: boolean('wakes').notNull().default(false),
  },
  (t) => [
    key(t),
    ofMilestone(t),
    unique('snooze_person').on(t.workspaceId, t.personId, t.milestoneId),
    index('snooze_until').on(t.until).where(sql`wakes`),
    foreignKey({ columns: [t.workspaceId, t.personId], foreignColumns: [person.workspaceId, person.id] }),
  ],
);

/** A recurring or one-time message of a project (LCH-8). */
export const cadence = pgTable(
  'cadence',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    number: integer('number').notNull(),
    kind: text('kind').$type<CadenceKind>().notNull(),
    what: text('what').notNull(),
    rule: text('rule'),
    every: jsonb('every').$type<Cadence>(),
    on: date('on_day', { mode: 'string' }),
    at: text('at_time').notNull().default('09:00'),
    audience: text('audience').$type<'team' | 'customer'>().notNull().default('team'),
    draft: text('draft'),
    percent: integer('percent'),
    milestoneId: uuid('milestone_id'),
    minutes: integer('minutes').notNull().default(120),
    ownerId: uuid('owner_id').notNull(),
    state: text('state').$type<CadenceState>().notNull().default('on'),
    nextAt: instant('next_at'),
  },
  (t) => [
    key(t),
    ofProject(t),
    inRange('cadence_percent', t.percent, 0, 100),
    unique('cadence_number').on(t.workspaceId, t.projectId, t.number),
    index('cadence_due').on(t.nextAt).where(sql`state = 'on' and (every is not null or on_day is not null)`),
  ],
);

/** A person's answer in a standup. */
export const standupAnswer = pgTable(
  'standup_answer',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    cadenceId: uuid('cadence_id').notNull(),
    personId: uuid('person_id').notNull(),
    round: date('round', { mode: 'string' }).notNull(),
    did: text('did'),
    next: text('next'),
    blocks: text('blocks'),
    at: instant('at').notNull(),
  },
  (t) => [
    key(t),
    ofProject(t),
    unique('standup_answer_round').on(t.workspaceId, t.cadenceId, t.round, t.personId),
    foreignKey({
      columns: [t.workspaceId, t.cadenceId],
      foreignColumns: [cadence.workspaceId, cadence.id],
    }).onDelete('cascade'),
  ],
);
