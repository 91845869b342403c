import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { MergeAgreement, MergeRecord } from '../../src/domain/people/merge.ts';
import type { ChatPlatform, Platform } from '../../src/domain/platform.ts';
import type { Cadence, QuietHours } from '../../src/domain/time/schedule.ts';
import { instant } from './columns.ts';
import { key, tenant } from './keys.ts';

/** A person; identities are their accounts. */
export const person = pgTable(
  'person',
  {
    ...tenant,
    /** The name on cards: `Mo (left)` once they are gone. */
    name: text('name').notNull(),
    zone: text('zone'),
    /** Whether the person chose the zone; else it is from a platform. */
    zoneChosen: boolean('zone_chosen').notNull().default(false),
    /** The address for mail, which they or an organisation of this Milepost verified. Merges nobody (ADM-10). */
    email: text('email'),
    admin: boolean('admin').notNull().default(false),
    /** The platform for their messages; null: the one last used. */
    via: text('via').$type<ChatPlatform | 'email'>(),
    quiet: jsonb('quiet').$type<QuietHours>(),
    /** When they get their personal digest, in their zone; null: never. */
    digest: jsonb('digest').$type<Cadence>().default({ days: 'working', at: '09:00' }),
    /** The next of these instants; null: not computed yet. */
    digestAt: instant('digest_at'),
    /** When the last of their accounts became inactive (ADM-2). */
    goneAt: instant('gone_at'),
  },
  (t) => [
    key(t),
    index('person_mail').on(t.workspaceId, t.email),
    index('person_admin').on(t.workspaceId).where(sql`admin`),
    index('person_digest').on(t.digestAt).where(sql`digest is not null`),
  ],
);

/** An account of a person on one platform. */
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
    /** When the platform last described them after their first message; null: known from a mention only. */
    profiledAt: instant('profiled_at'),
    /** When the profile refresh last read the account. */
    lookedAt: instant('looked_at'),
    /** The platform's last value; the person gets it when it changes. */
    name: text('name'),
    zone: text('zone'),
    /** The address that the organisation vouches for; null unless verified and of a full member. */
    email: text('email'),
    /** When the account was deactivated or deleted. */
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
    platform: text('platform').$type<ChatPlatform>().notNull(),
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

/** A requested or completed merge of two people (LIVE-4), and what it moved. */
export const merge = pgTable(
  'merge',
  {
    ...tenant,
    /** The person who typed the code and whose identities are moved. */
    fromId: uuid('from_id').notNull(),
    /** The person who made the code and who remains. */
    intoId: uuid('into_id').notNull(),
    by: text('by').$type<'code' | 'address'>().notNull(),
    state: text('state').$type<'asked' | 'done' | 'declined' | 'undone'>().notNull(),
    askedAt: instant('asked_at').notNull(),
    /** The request expires then. */
    expiresAt: instant('expires_at'),
    fromAgreedAt: instant('from_agreed_at'),
    intoAgreedAt: instant('into_agreed_at'),
    /** Agreements to roles that the merge raises. */
    agreements: jsonb('agreements').$type<MergeAgreement[]>().notNull().default([]),
    settledById: uuid('settled_by_id'),
    settledAt: instant('settled_at'),
    /** What the merge moved, so that it can be undone. */
    moved: jsonb('moved').$type<MergeRecord>(),
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
