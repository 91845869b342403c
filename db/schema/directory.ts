import { boolean, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { Medium } from '../../src/domain/platform.ts';
import { instant } from './columns.ts';
import { key, tenant } from './keys.ts';

/** Directory: the workspace of an organisation's installation, and whether it accepts messages. */
export const installation = pgTable(
  'installation',
  {
    platform: text('platform').$type<Medium>().notNull(),
    tenant: text('tenant').notNull(),
    workspaceId: uuid('workspace_id').notNull(),
    /** Nothing is sent before then: rate limit (429) or outage. */
    pausedUntil: instant('paused_until'),
    /** Length of that pause; a later `pausedUntil` was written by a clock that ran ahead. */
    pauseMs: integer('pause_ms'),
    /** Start of an outage; cleared by the first message that is accepted. */
    offSince: instant('off_since'),
    offWhy: text('off_why'),
    /** Refused attempts since then. */
    offTries: integer('off_tries').notNull().default(0),
    /** Whether the administrators were notified of this outage. */
    offTold: boolean('off_told').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.platform, t.tenant] })],
);

/** Directory: the workspace of a linked room, which may be in another organisation (`link CODE`). */
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

/** Directory: the workspace of a one-time code. */
export const linkCode = pgTable(
  'link_code',
  {
    ...tenant,
    hash: text('hash').notNull(),
    purpose: text('purpose').$type<'team' | 'customer' | 'person' | 'email' | 'merge' | 'page'>().notNull(),
    projectId: uuid('project_id'),
    personId: uuid('person_id').notNull(),
    /** For `email`: the mailbox that it was sent to. */
    address: text('address'),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [key(t), unique('link_code_hash').on(t.hash)],
);

/**
 * Directory: wrong one-time codes of an account, an organisation and everybody. A code leads into any workspace, so
 * the rows belong to none (`workspace_id` is zero); only `milepost_take_code_try` and `milepost_return_code_try`
 * read and write them.
 */
export const codeTry = pgTable(
  'code_try',
  {
    workspaceId: uuid('workspace_id').notNull(),
    scope: text('scope').notNull(),
    /** The first wrong code of the hour. */
    since: instant('since').notNull(),
    tries: integer('tries').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.scope] })],
);
