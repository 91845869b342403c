import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
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
import type { Lost, ProjectStatus } from '../../src/domain/endings/ending.ts';
import type { EventType } from '../../src/domain/events.ts';
import { type Billing, defaultBilling } from '../../src/domain/money/billing.ts';
import { maxMinorUnits } from '../../src/domain/money/money.ts';
import { defaultTerms, type Terms } from '../../src/domain/money/terms.ts';
import type { RemovedNumbers } from '../../src/domain/numbering.ts';
import type { Medium } from '../../src/domain/platform.ts';
import type { Kind, Policies } from '../../src/domain/project/policies.ts';
import type { Role } from '../../src/domain/project/roles.ts';
import type { StoredUndoing } from '../../src/domain/project/undoing.ts';
import type { Cadence, Reminders } from '../../src/domain/time/schedule.ts';
import { inRange, instant } from './columns.ts';
import { key, tenant } from './keys.ts';
import { person } from './people.ts';
import { workspace } from './workspace.ts';

/** A project with a plan. */
export const project = pgTable(
  'project',
  {
    ...tenant,
    name: text('name').notNull(),
    kind: text('kind').$type<Kind>().notNull(),
    policies: jsonb('policies').$type<Policies>().notNull(),
    status: text('status').$type<ProjectStatus>().notNull().default('draft'),
    lost: jsonb('lost').$type<Lost>(),
    archivedAt: instant('archived_at'),
    target: date('target', { mode: 'string' }),
    price: bigint('price', { mode: 'number' }),
    currency: text('currency'),
    terms: jsonb('terms').$type<Terms>().notNull().default(defaultTerms),
    billing: jsonb('billing').$type<Billing>().notNull().default(defaultBilling),
    zone: text('zone').notNull(),
    version: integer('version').notNull().default(1),
    /** The day, in the project's zone, for which its cards were last drawn; they count days. */
    drawnOn: date('drawn_on', { mode: 'string' }).default(sql`current_date`),
    /** Non-working days, YYYY-MM-DD, in order. */
    holidays: jsonb('holidays').$type<string[]>().notNull().default([]),
    reminders: jsonb('reminders')
      .$type<Reminders>()
      .notNull()
      .default({ before: [7, 3, 1], overdue: true }),
    /** When assignees are asked for an update, in the project's zone; null: never. */
    asks: jsonb('asks').$type<Cadence>(),
    /** The next of these instants; null: not computed yet. */
    asksAt: instant('asks_at'),
    /** The highest removed number of each kind (`{"M": 4}`): no number is reused. Maintained by a trigger. */
    spent: jsonb('spent').$type<RemovedNumbers>().notNull().default({}),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (t) => [
    key(t),
    inRange('project_price', t.price, 0, maxMinorUnits),
    index('project_asks').on(t.asksAt).where(sql`asks is not null`),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspace.workspaceId] }),
  ],
);

/** The foreign key of parts of a project. */
export const ofProject = (t: { workspaceId: AnyPgColumn; projectId: AnyPgColumn }) =>
  foreignKey({ columns: [t.workspaceId, t.projectId], foreignColumns: [project.workspaceId, project.id] });

/** A person's role in a project. */
export const member = pgTable(
  'member',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    personId: uuid('person_id').notNull(),
    role: text('role').$type<Role>().notNull(),
    /** The role follows from the room and the standing, and changes with them. */
    byRoom: boolean('by_room').notNull().default(false),
    /** A coach who has worked on the project before: they belong to the company (STG-2). */
    ofCompany: boolean('of_company').notNull().default(false),
  },
  (t) => [
    key(t),
    ofProject(t),
    unique('member_person').on(t.workspaceId, t.projectId, t.personId),
    index('member_projects').on(t.workspaceId, t.personId),
    foreignKey({ columns: [t.workspaceId, t.personId], foreignColumns: [person.workspaceId, person.id] }),
  ],
);

/** A live card of a lost or unlinked room, as a row of `card`. */
export type FormerCard = {
  id: string;
  project_id: string;
  subject_kind: string;
  subject_id: string;
  message_id: string;
};

/** A channel or chat that cards are posted to; `direct` rooms belong to a person, not to a project. */
export const room = pgTable(
  'room',
  {
    ...tenant,
    projectId: uuid('project_id'),
    platform: text('platform').$type<Medium>().notNull(),
    tenant: text('tenant').notNull(),
    channel: text('channel').notNull(),
    kind: text('kind').$type<'channel' | 'direct'>().notNull(),
    /** Direct rooms: whose chat it is; `channel` is `user:` and this until the chat is opened. */
    user: text('user_key'),
    name: text('name'),
    audience: text('audience').$type<'team' | 'customer'>().notNull().default('team'),
    reach: jsonb('reach').$type<Record<string, string>>(),
    /** When the room gets the project's digest, in the project's zone; null: never. */
    digest: jsonb('digest').$type<Cadence>(),
    /** The next of these instants; null: not computed yet. */
    digestAt: instant('digest_at'),
    /** Whether digests are messages of their own or replies under the project's card (RMD-4). */
    digestIn: text('digest_in').$type<'channel' | 'thread'>().notNull().default('channel'),
    /** Earliest instant of the next message: the rate limit of one room. */
    nextAt: instant('next_at'),
    /** Lease of the worker that sends to this room; another takes over after it. */
    leasedUntil: instant('leased_until'),
    /** Consecutive refusals by the platform; the third unlinks the room. */
    strikes: integer('strikes').notNull().default(0),
    /** After a refusal: earliest instant of the next attempt. */
    refusedUntil: instant('refused_until'),
    /** The project of a lost room, linked again when the room comes back. */
    formerProjectId: uuid('former_project_id'),
    /** The live cards of a lost room, as rows of `card`. */
    formerCards: jsonb('former_cards').$type<FormerCard[]>(),
    /** The team's cards that earlier links left in the room: they are emptied when it becomes a customer's. */
    pastCards: jsonb('past_cards').$type<FormerCard[]>(),
  },
  (t) => [
    key(t),
    ofProject(t),
    unique('room_channel').on(t.workspaceId, t.platform, t.tenant, t.channel),
    index('room_project').on(t.workspaceId, t.projectId),
    index('room_digest').on(t.digestAt).where(sql`digest is not null`),
    index('room_direct').on(t.workspaceId, t.platform, t.tenant, t.user).where(sql`kind = 'direct'`),
  ],
);

/** The history (MODEL-8). Append-only: the app's role may neither change nor delete a row. */
export const activity = pgTable(
  'activity',
  {
    ...tenant,
    projectId: uuid('project_id'),
    milestoneId: uuid('milestone_id'),
    type: text('type').$type<EventType>().notNull(),
    personId: uuid('person_id').notNull(),
    /** Null for scheduled events. */
    platform: text('platform').$type<Medium>(),
    roomId: uuid('room_id'),
    at: instant('at').notNull(),
    /** Only what changed; `recordOf` reads both. */
    before: jsonb('before'),
    after: jsonb('after'),
    note: text('note'),
    /** On the first event of a command: the rows that it wrote, as they were before, for `undo`. */
    undoing: jsonb('undoing').$type<StoredUndoing>(),
  },
  (t) => [
    key(t),
    index('activity_undone').on(t.workspaceId, t.projectId).where(sql`type = 'undone'`),
    index('activity_project').on(t.workspaceId, t.projectId, t.at),
    index('activity_milestone').on(t.workspaceId, t.milestoneId, t.at),
  ],
);
