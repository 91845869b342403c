import * as z from 'zod';
import { note } from '../../../cards/model.ts';
import { remindersCard } from '../../../cards/views/rhythm/reminders.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { loadProject } from '../../../db/queries/project/project-facts.ts';
import type { Decision } from '../../domain/change.ts';
import { changesBetween } from '../../domain/event-fields.ts';
import { alterProject } from '../../domain/facts.ts';
import { invalid, type Outcome, ok, refuse, rule } from '../../domain/outcome.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { governors, type InProject, needs, viewers } from '../../domain/project/access.ts';
import type { Project } from '../../domain/project/project.ts';
import type { Reminders } from '../../domain/time/schedule.ts';
import { choiceSlot, referenceSlot, textSlot, yesNoSlot } from '../../grammar/slot.ts';
import { ownRemindersResource, remindersResource } from '../../presenters/rhythm.ts';
import { defineCommand, type Moment } from '../../runner/define.ts';
import { loadSnoozeFacts, type SnoozeFacts, setSnooze } from './put-off.ts';

const input = z.object({
  milestone: referenceSlot().optional(),
  mode: choiceSlot('place', 'On or off', ['on', 'off']).optional(),
  before: textSlot('key', 'Days before', { max: 60, rephrased: true }, '7,3,1').optional(),
  overdue: yesNoSlot('When overdue').optional(),
});
type Given = z.output<typeof input>;

/** The project's reminders, or the person's for one milestone. */
type Facts = { project: Project; mine?: SnoozeFacts };

/** Sets the project's reminders of due dates, or the person's for one milestone (RMD-1). */
export const remind = defineCommand({
  name: 'remind',
  summary: 'Show or change reminders, or stop mine for one milestone.',
  title: 'Reminders',
  examples: ['remind', 'remind before:7,3,1 overdue:yes', 'remind 3 off', 'remind 3 on'],
  input,
  async load(tx, given, who): Promise<Outcome<Facts>> {
    if (given.milestone) {
      const mine = await loadSnoozeFacts(tx, who, given.milestone);
      return mine.ok ? ok({ project: mine.value.facts.project, mine: mine.value }) : mine;
    }
    if (changes(given)) await lockProject(tx, who.project.id);
    const facts = await loadProject(tx, who.project.id);
    return facts ? ok({ project: facts.project }) : refuse({ is: 'no_project' });
  },
  permit: (who, { project }, given) => needs(who, changes(given) ? governors(project) : viewers),
  decide(facts: Facts, given, who, at): Outcome<Decision<Facts>> {
    if (facts.mine) return decideMine(facts, facts.mine, given, who, at);
    if (given.mode) return invalid('remind', 'milestone', 'Of which milestone? Write “remind 3 off”.');
    if (!changes(given)) return ok({ changes: [], events: [], next: facts });
    return decideProject(facts, given);
  },
  bare: ({ mine }) => mine !== undefined,
  view: ({ project, mine }) => (mine ? note(mine.said ?? '') : remindersCard(project)),
  resource: ({ project, mine }) => (mine ? ownRemindersResource(mine) : remindersResource({ project })),
  done: ({ mine }) => mine?.said ?? 'Reminders changed.',
});

const changes = ({ before, overdue }: Given) => before !== undefined || overdue !== undefined;

function decideMine(
  facts: Facts,
  mine: SnoozeFacts,
  given: Given,
  who: InProject,
  at: Moment,
): Outcome<Decision<Facts>> {
  const { mode } = given;
  const name = milestoneName(mine.facts.milestone);
  if (!mode || changes(given))
    return invalid(
      'remind',
      'mode',
      'Type “remind 3 off” or “remind 3 on”; the days before are set for the whole project.',
    );
  const off = { until: null, wakes: false };
  if (mode === 'on' && !mine.snooze)
    return rule(`Nothing changed: your reminders for ${name} are on already.`);
  if (mode === 'off' && mine.snooze && mine.snooze.until === null)
    return rule(`Nothing changed: your reminders for ${name} are off already.`);
  const decided =
    mode === 'off'
      ? setSnooze(mine, off, { said: `Reminders for ${name} are off.`, after: {} }, who, at)
      : setSnooze(mine, 'on', { said: `Reminders for ${name} are on again.`, after: { on: true } }, who, at);
  if (!decided.ok) return decided;
  return ok({ ...decided.value, next: { ...facts, mine: decided.value.next } });
}

function decideProject(facts: Facts, { before, overdue }: Given): Outcome<Decision<Facts>> {
  const { project } = facts;
  const was = project.reminders;
  const days = before === undefined ? was.before : daysIn(before);
  if (!days)
    return invalid(
      'remind',
      'before',
      `Days before must be at most five whole numbers from 1 to 60, such as 7,3,1; you wrote “${before}”.`,
    );
  const reminders: Reminders = { before: days, overdue: overdue ?? was.overdue };
  const [then, now] = [inHistory(was), inHistory(reminders)];
  const edited = changesBetween(then, now);
  if (Object.keys(edited.after).length === 0)
    return rule('Nothing changed: the reminders have these settings already.');
  return ok(alterProject(facts, { type: 'schedule_changed', ...edited }, { reminders }));
}

const inHistory = ({ before, overdue }: Reminders) => ({ before: before.join(', ') || 'none', overdue });

const max = { daysBefore: 60, reminders: 5 };

/** Reads "7, 3 and 1", without duplicates, longest first, or "none"; undefined for anything else. */
function daysIn(text: string): number[] | undefined {
  if (text.toLowerCase() === 'none') return [];
  const words = text.split(/(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+)/i);
  const days = [...new Set(words.map(Number))].sort((a, b) => b - a);
  const fits = words.every(
    (word) => /^\d{1,2}$/.test(word) && Number(word) >= 1 && Number(word) <= max.daysBefore,
  );
  return fits && days.length <= max.reminders ? days : undefined;
}
