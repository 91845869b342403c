import type { PgTable } from 'drizzle-orm/pg-core';
import { blueprint } from '../../schema/blueprints.ts';
import { actionItem, loggedChange, message, survey } from '../../schema/customer.ts';
import { linkCode } from '../../schema/directory.ts';
import { importTable } from '../../schema/documents.ts';
import { blocker, risk } from '../../schema/health.ts';
import { contingency, decision, metric, metricValue, vote } from '../../schema/launch.ts';
import { cost, invoice, settlement } from '../../schema/money.ts';
import { page } from '../../schema/page.ts';
import { identity, merge, organisation, person } from '../../schema/people.ts';
import { dependency, item, milestone, update } from '../../schema/plan.ts';
import { member, project, room } from '../../schema/project.ts';
import { proposal } from '../../schema/proposals.ts';
import { approval, deputy, evidence, question, reaction, review } from '../../schema/review.ts';
import { cadence, snooze, standupAnswer } from '../../schema/rhythm.ts';
import { changeOrder } from '../../schema/scope.ts';
import { achievement } from '../../schema/stages/achievements.ts';
import {
  programme,
  programmeAnswer,
  programmeCompany,
  programmeQuestion,
} from '../../schema/stages/programmes.ts';

/** The tables that commands write. */
export const entities = {
  project,
  milestone,
  item,
  dependency,
  evidence,
  reaction,
  update,
  review,
  question,
  approval,
  deputy,
  member,
  room,
  linkCode,
  person,
  blocker,
  snooze,
  metric,
  metricValue,
  risk,
  cadence,
  standupAnswer,
  decision,
  vote,
  contingency,
  invoice,
  settlement,
  cost,
  import: importTable,
  blueprint,
  organisation,
  merge,
  changeOrder,
  identity,
  page,
  proposal,
  survey,
  message,
  actionItem,
  loggedChange,
  achievement,
  programme,
  programmeCompany,
  programmeQuestion,
  programmeAnswer,
} satisfies Record<string, PgTable>;
