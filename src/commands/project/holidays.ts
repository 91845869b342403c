import * as z from 'zod';
import { daysInWords, holidaysCard } from '../../../cards/views/rhythm/calendar.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { loadProject } from '../../../db/queries/project/project-facts.ts';
import { readDates } from '../../dates/date-list.ts';
import { alterProject } from '../../domain/facts.ts';
import { invalid, type Outcome, ok, refuse, rule } from '../../domain/outcome.ts';
import { governors, needs, viewers } from '../../domain/project/access.ts';
import type { Project } from '../../domain/project/project.ts';
import { choiceSlot, textSlot } from '../../grammar/slot.ts';
import { holidaysResource } from '../../presenters/project.ts';
import { defineCommand } from '../../runner/define.ts';

const maxHolidays = 200;

/** Added or removed days, sorted. */
type Changed = { added?: string[]; removed?: string[] };
type Facts = { project: Project; changed: Changed; today: string };

/** Shows or changes the holidays of a project (RMD-2). */
export const holidays = defineCommand({
  name: 'holidays',
  summary: 'Show or change the project’s holidays.',
  examples: ['holidays', 'holidays add 2026-12-25', 'holidays add 24-26 dec, 1 jan', 'holidays remove 1 jan'],
  input: z.object({
    change: choiceSlot('place', 'Add or remove', ['add', 'remove']).optional(),
    dates: textSlot('rest', 'Dates', { max: 1000, lists: true }, '24-26 dec, 1 jan').optional(),
  }),
  async load(tx, { change }, who, { today }) {
    if (change) await lockProject(tx, who.project.id);
    const loaded = await loadProject(tx, who.project.id);
    if (!loaded) return refuse({ is: 'no_project' });
    return ok<Facts>({ project: loaded.project, changed: {}, today });
  },
  permit: (who, { project }, { change }) => needs(who, change ? governors(project) : viewers),
  decide(facts, { change, dates }) {
    if (!change) return ok({ changes: [], events: [], next: facts });
    if (!dates)
      return invalid('holidays', 'dates', 'Dates are missing: write one or more, such as 24-26 dec, 1 jan.');
    const { project, today } = facts;
    const read = readDates(dates, today);
    if (read.is !== 'read') return invalid('holidays', 'dates', read.problem);
    const made = change === 'add' ? added(project, read.value, today) : removed(project, read.value, today);
    if (!made.ok) return made;
    const { left, ...changed } = made.value;
    const event = { type: 'holidays_changed', after: changed } as const;
    const set = { holidays: left, asksAt: null };
    return ok(alterProject({ ...facts, changed }, event, set, [{ replan: 'project', id: project.id }]));
  },
  view: ({ project, today }) => holidaysCard(project, today),
  resource: holidaysResource,
  done({ changed, today }) {
    const { added = [], removed = [] } = changed;
    if (added.length > 0) return `Nobody works on ${daysInWords(added, today, 5)}.`;
    return removed.length > 0 ? `People work on ${daysInWords(removed, today, 5)} again.` : '';
  },
});

type Made = Changed & { left: string[] };

/** Adds days, and drops past ones, which no slot needs. */
function added({ name, holidays: were }: Project, dates: string[], today: string): Outcome<Made> {
  const past = dates.filter((date) => date < today);
  if (past.length > 0)
    return rule(
      `${daysInWords(past, today, 3)} ${past.length > 1 ? 'are' : 'is'} over.`,
      'Nothing was added. Write a later year.',
    );
  const fresh = dates.filter((date) => !were.includes(date));
  if (fresh.length === 0) return rule('Nothing changed: those are holidays already.');
  const left = [...were.filter((date) => date >= today), ...fresh].sort();
  if (left.length > maxHolidays)
    return rule(`${name} would have ${left.length} holidays; at most ${maxHolidays} are allowed.`);
  return ok({ left, added: fresh });
}

function removed({ name, holidays: were }: Project, dates: string[], today: string): Outcome<Made> {
  const gone = dates.filter((date) => were.includes(date));
  if (gone.length === 0)
    return rule(
      `${name} has no holiday on ${daysInWords(dates, today, 3)}.`,
      '“holidays” shows those it has.',
    );
  return ok({ left: were.filter((date) => !gone.includes(date)), removed: gone });
}
