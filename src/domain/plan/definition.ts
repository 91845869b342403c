import type { Change } from '../change.ts';
import type { MilestoneFacts } from '../facts.ts';
import { newRisk, type Risk } from '../health/risk.ts';
import type { Project } from '../project/project.ts';
import { fold } from '../text/fold.ts';
import { isWorkingDay, nextWorkingDay, workingDaysLater } from '../time/calendar.ts';
import { calendarDays } from '../time/dates.ts';
import { type Dependency, type LinkedMilestone, linksAfter } from './dependencies.ts';
import type { Item, ItemKind, Milestone } from './milestone.ts';

/** What the plan of a milestone lacks by the policies of its project. */
export type PlanGap = { is: 'too_long'; days: number; max: number } | { is: 'no_deliverable' };

/** Returns the days of a milestone from its start to its due date, both included; null without both. */
export const lengthInDays = ({ startDate, dueDate }: Pick<Milestone, 'startDate' | 'dueDate'>) =>
  startDate === null || dueDate === null ? null : calendarDays(startDate, dueDate) + 1;

/**
 * Returns what to warn about when a milestone is planned: more days than the policy allows, and no deliverable of its
 * own or of one below it.
 */
export function planGaps({
  milestone,
  project: { policies },
  items,
  children,
}: Pick<MilestoneFacts, 'milestone' | 'project' | 'items' | 'children'>): PlanGap[] {
  if (milestone.status === 'done' || milestone.droppedAt) return [];
  const days = lengthInDays(milestone);
  const { maxDays } = policies;
  const isEmpty = children.length === 0 && !items.some(({ kind }) => kind === 'deliverable');
  return [
    ...(maxDays !== null && days !== null && days > maxDays
      ? [{ is: 'too_long' as const, days, max: maxDays }]
      : []),
    ...(policies.valueRequired && isEmpty && milestone.status === 'upcoming'
      ? [{ is: 'no_deliverable' as const }]
      : []),
  ];
}

type Linking = {
  milestone: Pick<MilestoneFacts['milestone'], 'id' | 'projectId'>;
  links: readonly Dependency[];
  referred: { requires?: LinkedMilestone[]; enables?: LinkedMilestone[] };
};

/** The rows of new links, the milestones at their ends, and those whose cards show it. */
export type Relinked = {
  changes: Change[];
  linked: Partial<Pick<MilestoneFacts, 'requires' | 'enables'>>;
  linkedIds: string[];
};

/** Returns the changes that set what a milestone requires and enables (MODEL-3); whether they are possible is checked with the plan. */
export function relink({ milestone, links, referred }: Linking, newId: () => string): Relinked {
  const { id, projectId } = milestone;
  const { requires, enables } = referred;
  const { added, removed } = linksAfter(id, { requires, enables }, links);
  return {
    changes: [
      ...removed.map((link): Change => ({ remove: 'dependency', id: link.id })),
      ...added.map((link): Change => ({ add: 'dependency', row: { id: newId(), projectId, ...link } })),
    ],
    linked: { ...(requires ? { requires } : {}), ...(enables ? { enables } : {}) },
    linkedIds: [...added, ...removed].map(({ milestoneId, requiresId }) =>
      milestoneId === id ? requiresId : milestoneId,
    ),
  };
}

/** Reads a list as people type it: one thing a line or, on one line, with semicolons between; `none` is empty. */
export function readLines(typed: string): string[] {
  if (typed.trim().toLowerCase() === 'none') return [];
  const lines = typed.includes('\n') ? typed.split('\n') : typed.split(';');
  const texts = lines
    .map((line) => line.replace(/^\s*(?:[-*•]\s+)?/, '').trim())
    .filter((line) => line !== '');
  return [...new Set(texts)];
}

/** Writes a list as its form shows it. */
export const writeLines = (texts: readonly string[]): string => texts.join('\n');

/** Reads "API changes -> pin the version". */
export function readRisk(line: string): { text: string; mitigation: string | null } {
  const [text = '', ...rest] = line.split(/\s*(?:->|→|=>)\s*/);
  const mitigation = rest.join(' -> ').trim();
  return { text: text.trim(), mitigation: mitigation === '' ? null : mitigation };
}

/** Writes a risk as `readRisk` reads it. */
export const writeRisk = ({ text, mitigation }: Pick<Risk, 'text' | 'mitigation'>): string =>
  mitigation === null ? text : `${text} -> ${mitigation}`;

/** New rows of a milestone's checklist and risks. */
type Making = { projectId: string; milestoneId: string; newId: () => string };

/**
 * Replaces the items of one kind by texts. An item with the same text stays; one of another text gets the new one, so
 * that its number and evidence stay, and is open again; the others are added or removed. `nextItem` is the next free number.
 */
export function replaceItems(
  items: readonly Item[],
  kind: ItemKind,
  texts: readonly string[],
  nextItem: number,
  { projectId, milestoneId, newId }: Making,
): { changes: Change[]; items: Item[]; nextItem: number } {
  const own = items.filter((item) => item.kind === kind);
  const left = own.filter(({ text }) => !texts.includes(text));
  const wanted = texts.filter((text) => !own.some((item) => item.text === text));
  const renamed = left.slice(0, wanted.length).map((item, at) => rewritten(item, wanted[at] ?? item.text));
  const gone = left.slice(wanted.length);
  const added = wanted.slice(left.length).map(
    (text, at): Item => ({
      id: newId(),
      projectId,
      milestoneId,
      number: nextItem + at,
      kind,
      text,
      done: false,
      skipReason: null,
    }),
  );
  const after = items
    .filter((item) => !gone.includes(item))
    .map((item) => renamed.find(({ id }) => id === item.id) ?? item);
  return {
    changes: [
      ...renamed.map(
        ({ id, text, done, skipReason }): Change => ({ alter: 'item', id, set: { text, done, skipReason } }),
      ),
      ...gone.map(({ id }): Change => ({ remove: 'item', id })),
      ...added.map((row): Change => ({ add: 'item', row })),
    ],
    items: [...after, ...added],
    nextItem: nextItem + added.length,
  };
}

/** Returns an item with another text. What was ticked or skipped was the old one, unless only its spelling differs. */
const rewritten = (item: Item, text: string): Item =>
  fold(text) === fold(item.text) ? { ...item, text } : { ...item, text, done: false, skipReason: null };

/** Who defines a milestone, and when. */
type Defining = Making & { personId: string; now: string };

/** Replaces the open risks of a milestone: those that are left out are resolved. `next` is the next free number. */
export function replaceRisks(
  risks: readonly Risk[],
  lines: readonly string[],
  next: number,
  { projectId, milestoneId, newId, personId, now }: Defining,
): { changes: Change[]; risks: Risk[] } {
  const wanted = lines.map(readRisk);
  const known = risks.map((risk) => ({ risk, wanted: wanted.find(({ text }) => text === risk.text) }));
  const added = wanted
    .filter(({ text }) => !risks.some((risk) => risk.text === text))
    .map((one, at) =>
      newRisk({
        ...one,
        id: newId(),
        projectId,
        milestoneId,
        number: next + at,
        openedById: personId,
        openedAt: now,
      }),
    );
  const resolved = { resolvedById: personId, resolvedAt: now };
  return {
    changes: [
      ...known.flatMap(({ risk, wanted: is }): Change[] => {
        if (is === undefined) return [{ alter: 'risk', id: risk.id, set: resolved }];
        const { mitigation } = is;
        return mitigation === risk.mitigation ? [] : [{ alter: 'risk', id: risk.id, set: { mitigation } }];
      }),
      ...added.map((row): Change => ({ add: 'risk', row })),
    ],
    risks: [
      ...known.flatMap(({ risk, wanted: is }) => (is ? [{ ...risk, mitigation: is.mitigation }] : [])),
      ...added,
    ],
  };
}

/**
 * Returns the dates of a milestone that takes some working days: from its start, else up to its due date, else from
 * the day after what it requires, and not before today. Days are YYYY-MM-DD.
 */
export function datesFor(
  days: number,
  { startDate, dueDate }: Pick<Milestone, 'startDate' | 'dueDate'>,
  { holidays, after, today }: Pick<Project, 'holidays'> & { after: string | null; today: string },
): Pick<Milestone, 'startDate' | 'dueDate'> {
  const calendar = { holidays };
  if (startDate === null && dueDate !== null) {
    const back = isWorkingDay(dueDate, calendar) ? days - 1 : days;
    return { startDate: workingDaysLater(dueDate, -back, { holidays }), dueDate };
  }
  const earliest = after !== null && after >= today ? nextWorkingDay(after, calendar) : today;
  const begin = startDate ?? earliest;
  const first = isWorkingDay(begin, calendar) ? begin : nextWorkingDay(begin, calendar);
  return { startDate: startDate ?? first, dueDate: workingDaysLater(first, days - 1, { holidays }) };
}
