import { foreignKey, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { ProposalContent, ProposalState } from '../../src/domain/proposals/proposal.ts';
import { instant } from './columns.ts';
import { key, tenant } from './keys.ts';
import { person } from './people.ts';
import { ofProject } from './project.ts';

/**
 * A plan that was sent to the customer (CUS-10). The application can change how it ended, but neither what it says
 * nor when it was sent, and can delete none.
 */
export const proposal = pgTable(
  'proposal',
  {
    ...tenant,
    projectId: uuid('project_id').notNull(),
    number: integer('number').notNull(),
    content: jsonb('content').$type<ProposalContent>().notNull(),
    state: text('state').$type<ProposalState>().notNull(),
    sentById: uuid('sent_by_id').notNull(),
    sentAt: instant('sent_at').notNull(),
    closedById: uuid('closed_by_id'),
    closedAt: instant('closed_at'),
    reason: text('reason'),
  },
  (t) => [
    key(t),
    ofProject(t),
    unique('proposal_number').on(t.workspaceId, t.projectId, t.number),
    foreignKey({ columns: [t.workspaceId, t.sentById], foreignColumns: [person.workspaceId, person.id] }),
    foreignKey({ columns: [t.workspaceId, t.closedById], foreignColumns: [person.workspaceId, person.id] }),
  ],
);
