import { sql } from 'drizzle-orm';
import {
  bigint,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { key, tenant } from './keys.ts';
import { ofProject, room } from './project.ts';

/** The page of a customer for one project (CUS-8): a room of platform `web`, and the link that opens it. */
export const page = pgTable(
  'page',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    roomId: uuid('room_id').notNull(),
    /** The mailbox that gets the link and the codes, and the user of the account on platform `web`. */
    address: text('address').notNull(),
    /** The token of the link is derived from it and the secret; only the token's hash is stored. */
    linkId: uuid('link_id').notNull(),
    linkHash: text('link_hash').notNull(),
    linkExpiresAt: instant('link_expires_at').notNull(),
    invitedById: uuid('invited_by_id').notNull(),
    invitedAt: instant('invited_at').notNull(),
    openedAt: instant('opened_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    key(t),
    ofProject(t),
    foreignKey({ columns: [t.workspaceId, t.roomId], foreignColumns: [room.workspaceId, room.id] }),
    uniqueIndex('page_customer').on(t.workspaceId, t.projectId, t.address).where(sql`revoked_at is null`),
    index('page_room').on(t.workspaceId, t.roomId),
    // read before the tenant is known
    index('page_link').on(t.linkHash),
    index('page_address').on(t.address).where(sql`revoked_at is null`),
    index('page_revoked').on(t.revokedAt).where(sql`revoked_at is not null`),
  ],
);

/** A browser that is signed in to one page; the cookie is stored as a hash. */
export const pageSession = pgTable(
  'page_session',
  {
    ...tenant,
    pageId: uuid('page_id').notNull(),
    hash: text('hash').notNull(),
    startedAt: instant('started_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [
    key(t),
    foreignKey({ columns: [t.workspaceId, t.pageId], foreignColumns: [page.workspaceId, page.id] }),
    // read before the tenant is known
    index('page_session_hash').on(t.hash),
    index('page_session_expires').on(t.expiresAt),
    index('page_session_ended').on(t.endedAt).where(sql`ended_at is not null`),
  ],
);

/** A message on a page, as the messenger of the pages posted or edited it last. */
export const pageMessage = pgTable(
  'page_message',
  {
    ...tenant,
    roomId: uuid('room_id').notNull(),
    seq: bigint('seq', { mode: 'number' }).generatedAlwaysAsIdentity(),
    /** The idempotency key of the delivery that posted it. */
    key: text('key').notNull(),
    /** The card as drawn, as JSON. */
    card: jsonb('card').notNull(),
    version: integer('version').notNull().default(1),
    postedAt: instant('posted_at').notNull().default(sql`clock_timestamp()`),
    changedAt: instant('changed_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    key(t),
    foreignKey({ columns: [t.workspaceId, t.roomId], foreignColumns: [room.workspaceId, room.id] }),
    unique('page_message_key').on(t.workspaceId, t.roomId, t.key),
    index('page_message_room').on(t.workspaceId, t.roomId, t.seq),
    index('page_message_changed').on(t.changedAt),
  ],
);
