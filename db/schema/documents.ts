import { index, jsonb, pgTable, uuid } from 'drizzle-orm/pg-core';
import type { PlanDocument } from '../../src/domain/documents/document.ts';
import { instant } from './columns.ts';
import { key, tenant } from './keys.ts';
import { ofProject } from './project.ts';

/** A parsed document that waits for confirmation of its import, until it expires (LCH-1). */
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
