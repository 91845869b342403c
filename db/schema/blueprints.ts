import { foreignKey, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { Blueprint } from '../../src/domain/blueprints/blueprint.ts';
import { instant } from './columns.ts';
import { key, tenant } from './keys.ts';
import { workspace } from './workspace.ts';

/** A blueprint that a company saved from one of its projects (BLU-8). */
export const blueprint = pgTable(
  'blueprint',
  {
    ...tenant,
    /** The name that people type, folded. */
    slug: text('slug').notNull(),
    blueprint: jsonb('blueprint').$type<Blueprint>().notNull(),
    savedById: uuid('saved_by_id').notNull(),
    savedAt: instant('saved_at').notNull(),
  },
  (t) => [
    key(t),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspace.workspaceId] }),
    unique('blueprint_slug').on(t.workspaceId, t.slug),
  ],
);
