import { boolean, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { Medium } from '../../src/domain/platform.ts';
import { instant } from './columns.ts';
import { key, tenant } from './keys.ts';

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
