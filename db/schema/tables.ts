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
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { EventType, Medium } from '../../src/domain/change.ts';
import type { PlanDocument } from '../../src/domain/documents/document.ts';
import type { Level } from '../../src/domain/health/risk.ts';
import type { Contingency } from '../../src/domain/launch/contingency.ts';
import type { DecisionCriterion, Verdict } from '../../src/domain/launch/decision-point.ts';
import type { Spent } from '../../src/domain/numbering.ts';
import type { Agreement, Moved } from '../../src/domain/people/merge.ts';
import type {
  Evidence,
  ItemKind,
  MilestoneType,
  Party,
  Priority,
  Review,
  Status,
} from '../../src/domain/plan/milestone.ts';
import type { Role } from '../../src/domain/project/access.ts';
import type { Kind, Policies } from '../../src/domain/project/project.ts';
import type { CadenceKind, CadenceState } from '../../src/domain/rhythm/project-cadence.ts';
import type { Cadence, Quiet, Reminders, Scheduled } from '../../src/domain/time/schedule.ts';
import { instant } from './columns.ts';

/*
 * Every table belongs to a tenant: `workspace_id` leads each primary key, foreign key and unique
 * index, so that the schema can be distributed by tenant, and row-level security (see the
 * migrations) filters on it. The `directory` tables at the end are the way in: they say which
 * workspace an address belongs to, and are read before a tenant is known.
 */

type Platform = 'slack' | 'teams' | 'cli';

/** A live card of a room that was lost, with the columns of `card`. */
export type FormerCard = {
  id: string;
  project_id: string;
  milestone_id: string | null;
  decision_id: string | null;
  contingency_id: string | null;
  message_id: string;
};

const tenant = { workspaceId: uuid('workspace_id').notNull(), id: uuid('id').notNull() };
type Keyed = { workspaceId: AnyPgColumn; id: AnyPgColumn };
const key = (table: Keyed) => primaryKey({ columns: [table.workspaceId, table.id] });

/** A tenant. */
export const workspace = pgTable('workspace', {
  workspaceId: uuid('workspace_id').primaryKey(),
  name: text('name').notNull(),
  createdAt: instant('created_at').notNull().default(sql`now()`),
});

/** Somebody; identities say where they are known. */
export const person = pgTable(
  'person',
  {
    ...tenant,
    /** As cards show them: `Mo (left)` once they are gone. */
    name: text('name').notNull(),
    zone: text('zone'),
    /** They chose it themselves; else a platform told it. */
    zoneChosen: boolean('zone_chosen').notNull().default(false),
    /** Where mail reaches them: an address that they proved, or that an organisation of this Milepost vouches for. Joins nobody (ADM-10). */
    email: text('email'),
    admin: boolean('admin').notNull().default(false),
    /** How Milepost reaches them; null: where they were seen last. */
    via: text('via').$type<'slack' | 'teams' | 'email'>(),
    quiet: jsonb('quiet').$type<Quiet>(),
    /** When they are told what is theirs, in their zone; null: never. */
    digest: jsonb('digest').$type<Cadence>().default({ days: 'working', at: '09:00' }),
    /** The next of these; null: to be planned. */
    digestAt: instant('digest_at'),
    /** Since when none of their identities is active any more (ADM-2). */
    goneAt: instant('gone_at'),
  },
  (t) => [
    key(t),
    index('person_mail').on(t.workspaceId, t.email),
    index('person_admin').on(t.workspaceId).where(sql`admin`),
    index('person_digest').on(t.digestAt).where(sql`digest is not null`),
  ],
);

/** A person on one platform. */
export const identity = pgTable(
  'identity',
  {
    ...tenant,
    personId: uuid('person_id').notNull(),
    platform: text('platform').$type<Platform>().notNull(),
    tenant: text('tenant').notNull(),
    user: text('user_key').notNull(),
    /** Entra object id. */
    directoryId: text('directory_id'),
    standing: text('standing').$type<'member' | 'guest' | 'external'>(),
    /** When the platform last said who they are, since they first spoke; null: known from a mention only. */
    profiledAt: instant('profiled_at'),
    /** When the platform was last asked about somebody who has never spoken, or has not for a while. */
    lookedAt: instant('looked_at'),
    /** As the platform last said: the person follows when it says otherwise. */
    name: text('name'),
    zone: text('zone'),
    /** The address that the organisation claims for this account; null unless it is a full member and the platform verified it. */
    email: text('email'),
    /** Since when the platform has no such account any more. */
    goneAt: instant('gone_at'),
  },
  (t) => [
    key(t),
    index('identity_looked').on(t.lookedAt.asc().nullsFirst()),
    unique('identity_address').on(t.workspaceId, t.platform, t.tenant, t.user),
    index('identity_person').on(t.workspaceId, t.personId),
    index('identity_door').on(t.platform, t.tenant, t.user),
    index('identity_directory')
      .on(t.workspaceId, t.platform, t.tenant, t.directoryId)
      .where(sql`directory_id is not null`),
    index('identity_email').on(t.workspaceId, t.email).where(sql`email is not null`),
    foreignKey({ columns: [t.workspaceId, t.personId], foreignColumns: [person.workspaceId, person.id] }),
  ],
);

/** A Slack workspace or Teams tenant whose mail domains an administrator trusts to say who is who (ADM-10). */
export const organisation = pgTable(
  'organisation',
  {
    ...tenant,
    platform: text('platform').$type<'slack' | 'teams'>().notNull(),
    tenant: text('tenant').notNull(),
    /** Lower-case ASCII, in order; an address counts when its domain is exactly one of them. */
    domains: jsonb('domains').$type<string[]>().notNull(),
    boundById: uuid('bound_by_id').notNull(),
    boundAt: instant('bound_at').notNull(),
  },
  (t) => [
    key(t),
    unique('organisation_tenant').on(t.workspaceId, t.platform, t.tenant),
    foreignKey({ columns: [t.workspaceId, t.boundById], foreignColumns: [person.workspaceId, person.id] }),
  ],
);

/** Two people who asked to become one, or who became one (LIVE-4), and what that moved. */
export const merge = pgTable(
  'merge',
  {
    ...tenant,
    /** Who gives up their identities to the other: whoever typed the code. */
    fromId: uuid('from_id').notNull(),
    /** Who stays: whoever made the code. */
    intoId: uuid('into_id').notNull(),
    by: text('by').$type<'code' | 'address'>().notNull(),
    state: text('state').$type<'asked' | 'done' | 'declined' | 'undone'>().notNull(),
    askedAt: instant('asked_at').notNull(),
    /** A request that is not agreed to by then is void. */
    expiresAt: instant('expires_at'),
    fromAgreedAt: instant('from_agreed_at'),
    intoAgreedAt: instant('into_agreed_at'),
    /** Who said yes to a role that rises by it. */
    agreements: jsonb('agreements').$type<Agreement[]>().notNull().default([]),
    settledById: uuid('settled_by_id'),
    settledAt: instant('settled_at'),
    /** What the merge moved, so that it can be taken apart. */
    moved: jsonb('moved').$type<Moved>(),
    undoneById: uuid('undone_by_id'),
    undoneAt: instant('undone_at'),
  },
  (t) => [
    key(t),
    index('merge_from').on(t.workspaceId, t.fromId),
    index('merge_into').on(t.workspaceId, t.intoId),
    foreignKey({ columns: [t.workspaceId, t.fromId], foreignColumns: [person.workspaceId, person.id] }),
    foreignKey({ columns: [t.workspaceId, t.intoId], foreignColumns: [person.workspaceId, person.id] }),
  ],
);

/** A piece of work with a plan. */
export const project = pgTable(
  'project',
  {
    ...tenant,
    name: text('name').notNull(),
    kind: text('kind').$type<Kind>().notNull(),
    policies: jsonb('policies').$type<Policies>().notNull(),
    status: text('status').$type<'draft' | 'active'>().notNull().default('draft'),
    target: date('target', { mode: 'string' }),
    price: bigint('price', { mode: 'number' }),
    currency: text('currency'),
    zone: text('zone').notNull(),
    version: integer('version').notNull().default(1),
    /** The project's own day for which its cards were last drawn; they count days. */
    drawnOn: date('drawn_on', { mode: 'string' }).default(sql`current_date`),
    /** Days on which nobody works, YYYY-MM-DD, in order. */
    holidays: jsonb('holidays').$type<string[]>().notNull().default([]),
    reminders: jsonb('reminders')
      .$type<Reminders>()
      .notNull()
      .default({ before: [7, 3, 1], overdue: true }),
    /** When those who work on it are asked for an update, in the project's zone; null: never. */
    asks: jsonb('asks').$type<Cadence>(),
    /** The next of these; null: to be planned. */
    asksAt: instant('asks_at'),
    /** The highest number of each letter that was removed (`{"M": 4}`): no number is given twice. Kept by a trigger. */
    spent: jsonb('spent').$type<Spent>().notNull().default({}),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (t) => [
    key(t),
    index('project_asks').on(t.asksAt).where(sql`asks is not null`),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspace.workspaceId] }),
  ],
);

const ofProject = (t: { workspaceId: AnyPgColumn; projectId: AnyPgColumn }) =>
  foreignKey({ columns: [t.workspaceId, t.projectId], foreignColumns: [project.workspaceId, project.id] });

/** Who holds which role in a project. */
export const member = pgTable(
  'member',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    personId: uuid('person_id').notNull(),
    role: text('role').$type<Role>().notNull(),
    /** Nobody gave it: it follows from the room and the standing, and changes with them. */
    byRoom: boolean('by_room').notNull().default(false),
  },
  (t) => [
    key(t),
    ofProject(t),
    unique('member_person').on(t.workspaceId, t.projectId, t.personId),
    index('member_projects').on(t.workspaceId, t.personId),
    foreignKey({ columns: [t.workspaceId, t.personId], foreignColumns: [person.workspaceId, person.id] }),
  ],
);

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
    /** The next of these; null: to be planned. */
    digestAt: instant('digest_at'),
    /** Digests come as messages of their own, or under the project's card (RMD-4). */
    digestIn: text('digest_in').$type<'channel' | 'thread'>().notNull().default('channel'),
    /** Nothing is sent before then: the pace of one room (design §6). */
    nextAt: instant('next_at'),
    /** A worker is sending to this room until then; another takes over afterwards. */
    leasedUntil: instant('leased_until'),
    /** How often the platform has refused this room in a row; the third refusal unlinks it. */
    strikes: integer('strikes').notNull().default(0),
    /** After a refusal: not tried again before then. */
    refusedUntil: instant('refused_until'),
    /** The project of a room that was lost: it is linked again when the room comes back. */
    formerProjectId: uuid('former_project_id'),
    /** The live cards of a room that was lost, as rows of `card`. */
    formerCards: jsonb('former_cards').$type<FormerCard[]>(),
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

/** A step of the plan (MODEL-2). */
export const milestone = pgTable(
  'milestone',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    parentId: uuid('parent_id'),
    number: integer('number').notNull(),
    order: integer('position').notNull(),
    name: text('name').notNull(),
    description: text('description'),
    type: text('type').$type<MilestoneType>().notNull(),
    share: integer('share'),
    status: text('status').$type<Status>().notNull(),
    ownerParty: text('owner_party').$type<Party>().notNull(),
    assigneeId: uuid('assignee_id'),
    outcome: text('outcome'),
    blocksGoLive: boolean('blocks_go_live').notNull(),
    startDate: date('start_date', { mode: 'string' }),
    dueDate: date('due_date', { mode: 'string' }),
    priority: text('priority').$type<Priority>().notNull(),
    /** Risk that is left once it is done, 0 to 100 (HLT-5). */
    riskAfter: integer('risk_after'),
    percent: integer('percent'),
    submittedAt: instant('submitted_at'),
    submittedById: uuid('submitted_by_id'),
    doneAt: instant('done_at'),
    doneById: uuid('done_by_id'),
    /** Dropped milestones stay, so that their cards and numbers do too. */
    droppedAt: instant('dropped_at'),
    dropReason: text('drop_reason'),
    nextItem: integer('next_item').notNull().default(1),
    version: integer('version').notNull(),
  },
  (t) => [
    key(t),
    ofProject(t),
    unique('milestone_number').on(t.workspaceId, t.projectId, t.number),
    index('milestone_time').on(t.dueDate).where(sql`type = 'time' and status = 'upcoming'`),
    index('milestone_children').on(t.workspaceId, t.parentId),
    // what is somebody's, and what waits for a decision, among a hundred thousand
    index('milestone_assignee')
      .on(t.workspaceId, t.assigneeId)
      .where(sql`status <> 'done' and dropped_at is null`),
    index('milestone_waiting').on(t.workspaceId, t.projectId).where(sql`submitted_at is not null`),
    foreignKey({ columns: [t.workspaceId, t.parentId], foreignColumns: [t.workspaceId, t.id] }),
    foreignKey({ columns: [t.workspaceId, t.assigneeId], foreignColumns: [person.workspaceId, person.id] }),
  ],
);

const ofMilestone = (t: { workspaceId: AnyPgColumn; milestoneId: AnyPgColumn }) =>
  foreignKey({
    columns: [t.workspaceId, t.milestoneId],
    foreignColumns: [milestone.workspaceId, milestone.id],
  }).onDelete('cascade');
const milestoneKeys = {
  projectId: uuid('project_id').notNull(),
  milestoneId: uuid('milestone_id').notNull(),
};

/** A line of a milestone's checklist. */
export const item = pgTable(
  'item',
  {
    ...tenant,
    ...milestoneKeys,
    number: integer('number').notNull(),
    kind: text('kind').$type<ItemKind>().notNull(),
    text: text('text').notNull(),
    done: boolean('done').notNull().default(false),
  },
  (t) => [key(t), ofMilestone(t), unique('item_number').on(t.workspaceId, t.milestoneId, t.number)],
);

/** What shows that a milestone is reached (APR-3). */
export const evidence = pgTable(
  'evidence',
  {
    ...tenant,
    ...milestoneKeys,
    itemId: uuid('item_id'),
    kind: text('kind').$type<Evidence['kind']>().notNull(),
    title: text('title').notNull(),
    url: text('url'),
    value: text('value'),
    target: text('target'),
    addedById: uuid('added_by_id').notNull(),
    addedAt: instant('added_at').notNull(),
  },
  (t) => [key(t), ofMilestone(t), index('evidence_milestone').on(t.workspaceId, t.milestoneId)],
);

/** Something that keeps a project or a milestone from going on, until it is cleared (HLT-1). */
export const blocker = pgTable(
  'blocker',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    /** Null: it holds up the project as a whole. */
    milestoneId: uuid('milestone_id'),
    number: integer('number').notNull(),
    text: text('text').notNull(),
    /** Whom it waits for. */
    by: text('waits_for').$type<Party>(),
    openedById: uuid('opened_by_id').notNull(),
    openedAt: instant('opened_at').notNull(),
    clearedById: uuid('cleared_by_id'),
    clearedAt: instant('cleared_at'),
  },
  (t) => [
    key(t),
    ofProject(t),
    unique('blocker_number').on(t.workspaceId, t.projectId, t.number),
    index('blocker_open').on(t.workspaceId, t.projectId).where(sql`cleared_at is null`),
  ],
);

/** A milestone that somebody does not want to be reminded of for a while (RMD-1). */
export const snooze = pgTable(
  'snooze',
  {
    ...tenant,
    ...milestoneKeys,
    personId: uuid('person_id').notNull(),
    /** They are reminded again then; null: never. */
    until: instant('until'),
    /** A message of its own tells them then; else their next digest does. */
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

/** A figure to reach (LCH-6). */
export const metric = pgTable(
  'metric',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    number: integer('number').notNull(),
    name: text('name').notNull(),
    target: text('target'),
    checkpoint: date('checkpoint', { mode: 'string' }),
    stage: text('stage'),
    checkpointAt: instant('checkpoint_at'),
    toldFor: date('told_for', { mode: 'string' }),
  },
  (t) => [
    key(t),
    ofProject(t),
    unique('metric_number').on(t.workspaceId, t.projectId, t.number),
    index('metric_checkpoint')
      .on(t.checkpointAt)
      .where(sql`checkpoint is not null and told_for is distinct from checkpoint`),
  ],
);

/** What a metric came to, newest last. */
export const metricValue = pgTable(
  'metric_value',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    metricId: uuid('metric_id').notNull(),
    value: text('value').notNull(),
    note: text('note'),
    authorId: uuid('author_id').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    key(t),
    ofProject(t),
    index('metric_values').on(t.workspaceId, t.metricId, t.at),
    foreignKey({
      columns: [t.workspaceId, t.metricId],
      foreignColumns: [metric.workspaceId, metric.id],
    }).onDelete('cascade'),
  ],
);

/** What could go wrong, until it is resolved (LCH-7). */
export const risk = pgTable(
  'risk',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    number: integer('number').notNull(),
    text: text('text').notNull(),
    level: text('level').$type<Level>().notNull(),
    resolveBy: date('resolve_by', { mode: 'string' }),
    ownerId: uuid('owner_id'),
    openedById: uuid('opened_by_id').notNull(),
    openedAt: instant('opened_at').notNull(),
    resolvedById: uuid('resolved_by_id'),
    resolvedAt: instant('resolved_at'),
  },
  (t) => [
    key(t),
    ofProject(t),
    unique('risk_number').on(t.workspaceId, t.projectId, t.number),
    index('risk_open').on(t.workspaceId, t.projectId).where(sql`resolved_at is null`),
  ],
);

/** Something that a project says again and again, or on a day (LCH-8). */
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
    unique('cadence_number').on(t.workspaceId, t.projectId, t.number),
    index('cadence_due').on(t.nextAt).where(sql`state = 'on' and (every is not null or on_day is not null)`),
  ],
);

/** What somebody answered in a standup. */
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

/** A question that is decided on a day (LCH-4). */
export const decision = pgTable(
  'decision',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    number: integer('number').notNull(),
    question: text('question').notNull(),
    on: date('on_day', { mode: 'string' }),
    criteria: jsonb('criteria').$type<DecisionCriterion[]>().notNull().default([]),
    fallback: text('fallback'),
    outcome: text('outcome').$type<Verdict>(),
    outcomeNote: text('outcome_note'),
    decidedById: uuid('decided_by_id'),
    decidedAt: instant('decided_at'),
    fellBackAt: instant('fell_back_at'),
    askAt: instant('ask_at'),
    askedFor: date('asked_for', { mode: 'string' }),
    createdById: uuid('created_by_id').notNull(),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    key(t),
    ofProject(t),
    unique('decision_number').on(t.workspaceId, t.projectId, t.number),
    index('decision_open').on(t.workspaceId, t.projectId, t.on).where(sql`outcome is null`),
    index('decision_due')
      .on(t.askAt)
      .where(sql`outcome is null and on_day is not null and asked_for is distinct from on_day`),
  ],
);

/** Somebody who votes on a decision, and what they said. */
export const vote = pgTable(
  'vote',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    decisionId: uuid('decision_id').notNull(),
    personId: uuid('person_id').notNull(),
    choice: text('choice').$type<Verdict>(),
    note: text('note'),
    at: instant('at'),
  },
  (t) => [
    key(t),
    ofProject(t),
    unique('vote_person').on(t.workspaceId, t.decisionId, t.personId),
    index('vote_waiting').on(t.workspaceId, t.personId).where(sql`choice is null`),
    foreignKey({ columns: [t.workspaceId, t.personId], foreignColumns: [person.workspaceId, person.id] }),
    foreignKey({
      columns: [t.workspaceId, t.decisionId],
      foreignColumns: [decision.workspaceId, decision.id],
    }).onDelete('cascade'),
  ],
);

/** A document that was read and waits to be imported, for a while (LCH-1). */
export const importTable = pgTable(
  'import',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    personId: uuid('person_id').notNull(),
    document: jsonb('document').$type<PlanDocument>().notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [key(t), ofProject(t), index('import_expires').on(t.workspaceId, t.projectId, t.expiresAt)],
);

/** What is proposed on a day if something holds then (LCH-5). */
export const contingency = pgTable(
  'contingency',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    number: integer('number').notNull(),
    on: date('on_day', { mode: 'string' }),
    when: text('condition').notNull(),
    action: text('action').notNull(),
    outcome: text('outcome').$type<NonNullable<Contingency['outcome']>>(),
    decidedById: uuid('decided_by_id'),
    decidedAt: instant('decided_at'),
    checkAt: instant('check_at'),
    checkedFor: date('checked_for', { mode: 'string' }),
    createdById: uuid('created_by_id').notNull(),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    key(t),
    ofProject(t),
    unique('contingency_number').on(t.workspaceId, t.projectId, t.number),
    index('contingency_due')
      .on(t.checkAt)
      .where(sql`outcome is null and on_day is not null and checked_for is distinct from on_day`),
  ],
);

/** What was said about progress, newest last. */
export const update = pgTable(
  'progress_update',
  {
    ...tenant,
    ...milestoneKeys,
    percent: integer('percent').notNull(),
    note: text('note'),
    authorId: uuid('author_id').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [key(t), ofMilestone(t), index('update_milestone').on(t.workspaceId, t.milestoneId, t.at)],
);

/** Submissions for approval and their outcomes (APR-1). */
export const review = pgTable(
  'review',
  {
    ...tenant,
    ...milestoneKeys,
    submittedById: uuid('submitted_by_id').notNull(),
    submittedAt: instant('submitted_at').notNull(),
    outcome: text('outcome').$type<Review['outcome']>().notNull(),
    decidedById: uuid('decided_by_id'),
    decidedAt: instant('decided_at'),
    note: text('note'),
  },
  (t) => [
    key(t),
    ofMilestone(t),
    uniqueIndex('review_open').on(t.workspaceId, t.milestoneId).where(sql`outcome = 'open'`),
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
    /** Null: nobody acted anywhere, the clock did. */
    platform: text('platform').$type<Medium>(),
    roomId: uuid('room_id'),
    at: instant('at').notNull(),
    before: jsonb('before').$type<Record<string, unknown>>(),
    after: jsonb('after').$type<Record<string, unknown>>(),
    note: text('note'),
  },
  (t) => [
    key(t),
    index('activity_project').on(t.workspaceId, t.projectId, t.at),
    index('activity_milestone').on(t.workspaceId, t.milestoneId, t.at),
  ],
);

/** A message that shows a project or a milestone and is kept current (LIVE-1). */
export const card = pgTable(
  'card',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    /** At most one of these; without any of them the card shows the project. */
    milestoneId: uuid('milestone_id'),
    decisionId: uuid('decision_id'),
    contingencyId: uuid('contingency_id'),
    roomId: uuid('room_id').notNull(),
    /** The message whose thread it is posted in; null where it stands by itself. */
    threadId: text('thread_id'),
    /** Null until the platform has told it. */
    messageId: text('message_id'),
    /** Fingerprint of what the message shows, so that an edit that changes nothing is not sent. */
    shows: text('shows'),
    /** Its room no longer shows the project: it is drawn once more, without buttons, and forgotten. */
    closed: boolean('closed').notNull().default(false),
    /** The message is not edited again before then (design §6: one edit in three seconds). */
    nextAt: instant('next_at'),
  },
  (t) => [
    key(t),
    ofProject(t),
    index('card_project').on(t.workspaceId, t.projectId),
    foreignKey({ columns: [t.workspaceId, t.roomId], foreignColumns: [room.workspaceId, room.id] }),
  ],
);

/**
 * One thing to tell one room, and what became of it (RMD-5). It is the outbox: written in the
 * transaction of the change it tells, sent in order of `seq` by the room's worker.
 */
export const receipt = pgTable(
  'receipt',
  {
    ...tenant,
    seq: bigint('seq', { mode: 'number' }).generatedAlwaysAsIdentity(),
    /** Null only where nobody could be reached: then it is skipped, and says so. */
    roomId: uuid('room_id'),
    kind: text('kind').$type<'post' | 'edit' | 'news' | Scheduled['kind']>().notNull(),
    /** For `post` and `edit`. */
    cardId: uuid('card_id'),
    /** What a scheduled message is about: it is worded when it is sent. */
    projectId: uuid('project_id'),
    personId: uuid('person_id'),
    milestoneId: uuid('milestone_id'),
    /** Scheduled messages: whom or what it is for, and the moment it was due. One a slot, ever (RMD-5). */
    target: text('target'),
    slot: instant('slot'),
    /** For `news`: the neutral card, worded when it happened. */
    body: jsonb('body'),
    state: text('state').$type<'planned' | 'sending' | 'sent' | 'skipped' | 'failed' | 'unknown'>().notNull(),
    why: text('why'),
    attempts: integer('attempts').notNull().default(0),
    /** Not before then: back-off after a failure. */
    notBefore: instant('not_before'),
    /** A post whose outcome is unknown: looked for among the messages since then before it is sent again. */
    seeksFrom: instant('seeks_from'),
    /** An edit that posts the card again when its message is gone. */
    reposts: boolean('reposts').notNull().default(false),
    messageId: text('message_id'),
    plannedAt: instant('planned_at').notNull().default(sql`now()`),
    settledAt: instant('settled_at'),
  },
  (t) => [
    key(t),
    index('receipt_planned').on(t.workspaceId, t.roomId, t.seq).where(sql`state in ('planned', 'sending')`),
    uniqueIndex('receipt_slot').on(t.workspaceId, t.kind, t.target, t.slot).where(sql`slot is not null`),
    index('receipt_history').on(t.workspaceId, t.projectId, t.slot).where(sql`slot is not null`),
    // the latest of a room and of a person, for those who ask what became of them
    index('receipt_room').on(t.workspaceId, t.roomId, t.seq).where(sql`kind <> 'edit'`),
    index('receipt_person').on(t.workspaceId, t.personId, t.seq).where(sql`person_id is not null`),
    // a burst of changes plans one edit
    uniqueIndex('receipt_edit').on(t.workspaceId, t.cardId).where(sql`state = 'planned' and kind = 'edit'`),
    foreignKey({ columns: [t.workspaceId, t.roomId], foreignColumns: [room.workspaceId, room.id] }),
  ],
);

/** A request that was taken, with its answer, so that a second arrival is answered as before. */
export const arrival = pgTable(
  'arrival',
  {
    workspaceId: uuid('workspace_id').notNull(),
    delivery: text('delivery').notNull(),
    answer: jsonb('answer'),
    at: instant('at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.delivery] }), index('arrival_age').on(t.at)],
);

/** Directory: which workspace an organisation's installation belongs to, and whether it may be sent to. */
export const installation = pgTable(
  'installation',
  {
    platform: text('platform').$type<Medium>().notNull(),
    tenant: text('tenant').notNull(),
    workspaceId: uuid('workspace_id').notNull(),
    /** Nothing is sent before then: the platform asked for patience (429), or refuses everything. */
    pausedUntil: instant('paused_until'),
    /** How long that pause was; an end that is further away was written by a clock that ran ahead. */
    pauseMs: integer('pause_ms'),
    /** Takes nothing since then; cleared by the first message that it takes. */
    offSince: instant('off_since'),
    offWhy: text('off_why'),
    /** Trials that were refused since then. */
    offTries: integer('off_tries').notNull().default(0),
    /** The administrators were told of this outage. */
    offTold: boolean('off_told').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.platform, t.tenant] })],
);

/** Directory: which workspace a linked room belongs to; a room of another organisation may be linked (link CODE). */
export const roomAddress = pgTable(
  'room_address',
  {
    platform: text('platform').$type<Medium>().notNull(),
    tenant: text('tenant').notNull(),
    channel: text('channel').notNull(),
    workspaceId: uuid('workspace_id').notNull(),
    roomId: uuid('room_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.platform, t.tenant, t.channel] })],
);

/** Directory: which workspace a one-time code leads to. */
export const linkCode = pgTable(
  'link_code',
  {
    ...tenant,
    hash: text('hash').notNull(),
    purpose: text('purpose').$type<'team' | 'customer' | 'person' | 'email' | 'merge'>().notNull(),
    projectId: uuid('project_id'),
    personId: uuid('person_id').notNull(),
    /** For `email`: the mailbox that it was sent to. */
    address: text('address'),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [key(t), unique('link_code_hash').on(t.hash)],
);
