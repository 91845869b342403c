import type { Blocker } from '../health/blocker.ts';
import type { Risk } from '../health/risk.ts';
import type { DecisionPoint, OpenDecision, Vote } from '../launch/decision-point.ts';
import type { Milestone, Update } from '../plan/milestone.ts';
import type { ProjectCadence, StandupAnswer } from '../rhythm/project-cadence.ts';

/** What customers read in place of words that only the team may read. */
export const withheldWords = 'the team is handling it';

/** A row or a part of one, as facts hold it. */
type Row = Readonly<Record<string, unknown>>;

const has =
  <T>(...fields: readonly (keyof T & string)[]) =>
  (row: Row): boolean =>
    fields.every((field) => Object.hasOwn(row, field));

const isBlocker = has<Blocker>('text', 'by', 'openedAt', 'clearedAt');
const isRisk = has<Risk>('text', 'level', 'resolveBy');
const isUpdate = has<Update>('percent', 'note', 'authorId');
const isDecision = (row: Row): boolean =>
  has<OpenDecision>('question')(row) && typeof row.question === 'string';
const isVote = has<Vote>('decisionId', 'choice', 'note');
const isStandupAnswer = has<StandupAnswer>('did', 'next', 'blocks');
const isCadence = has<ProjectCadence>('what', 'draft', 'audience');
const isPerson = (row: Row): boolean => Object.hasOwn(row, 'email');
const isDropped = has<Milestone>('number', 'name', 'dropReason');
/** A record of a figure names its kind, and its outcome is that of a review. */
const isLabelled = (row: Row): boolean =>
  has<Milestone>('number', 'name', 'outcome')(row) && !Object.hasOwn(row, 'is');

/** The fields that a customer reads differently, by the row's shape. */
function changesOf(row: Row): Row {
  if (isBlocker(row)) return row.by === ('customer' satisfies Blocker['by']) ? {} : { text: withheldWords };
  if (isRisk(row)) return { text: withheldWords, mitigation: null };
  if (isUpdate(row)) return { note: null };
  if (isDecision(row)) return { question: 'A decision of the team', ...only(row, decisionNotes) };
  if (isVote(row)) return { note: null };
  if (isStandupAnswer(row)) return { did: null, next: null, blocks: null };
  if (isCadence(row)) return row.audience === 'customer' ? {} : { draft: null };
  if (isPerson(row)) return { email: null };
  if (isLabelled(row)) return { name: row.outcome ?? row.name, ...only(row, { dropReason: null }) };
  if (isDropped(row)) return { dropReason: null };
  return {};
}

/** What else a decision says, where it is loaded whole. */
const decisionNotes = {
  criteria: [],
  fallback: null,
  outcomeNote: null,
  note: null,
} satisfies Partial<DecisionPoint & Vote>;

/** Returns the fields that a row has. */
const only = (row: Row, fields: Row): Row =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => Object.hasOwn(row, name)));

/**
 * Returns facts as a customer may know them, whatever they are of: without the texts of blockers that wait for the
 * team, of risks and of progress notes, and with the names that milestones have for customers (CUS-1, MODEL-2).
 * Numbers, dates and states stay, so that the health is the same for both sides.
 */
export const withheld = <T>(facts: T): T => withheldIn(facts) as T;

function withheldIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withheldIn);
  if (!isRow(value)) return value;
  const changed = { ...value, ...changesOf(value) };
  return Object.fromEntries(Object.entries(changed).map(([field, one]) => [field, withheldIn(one)]));
}

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
