import type { PgTable } from 'drizzle-orm/pg-core';
import * as tables from '../../schema/tables.ts';

/** The table of each thing that a command may write. */
export const entities = {
  project: tables.project,
  milestone: tables.milestone,
  item: tables.item,
  evidence: tables.evidence,
  update: tables.update,
  review: tables.review,
  member: tables.member,
  room: tables.room,
  linkCode: tables.linkCode,
  person: tables.person,
  blocker: tables.blocker,
  snooze: tables.snooze,
  metric: tables.metric,
  metricValue: tables.metricValue,
  risk: tables.risk,
  cadence: tables.cadence,
  standupAnswer: tables.standupAnswer,
  decision: tables.decision,
  vote: tables.vote,
  contingency: tables.contingency,
  import: tables.importTable,
  organisation: tables.organisation,
  merge: tables.merge,
} satisfies Record<string, PgTable>;
