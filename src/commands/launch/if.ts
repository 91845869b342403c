import * as z from 'zod';
import { contingencyCard } from '../../../cards/views/launch/contingency.ts';
import { loadContingencies } from '../../../db/queries/launch/launch.ts';
import { removedNumbers } from '../../../db/queries/plan/removed-numbers.ts';
import { readCriterionDay } from '../../dates/dates.ts';
import { contingencyKey, newContingency } from '../../domain/launch/contingency.ts';
import { criterionText, readCriterion } from '../../domain/launch/criteria-text.ts';
import type { LaunchFacts } from '../../domain/launch/launch.ts';
import { readRemedy, remedyText } from '../../domain/launch/remedy.ts';
import { nextNumber } from '../../domain/numbering.ts';
import { invalid, ok } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { formatDate } from '../../domain/time/dates.ts';
import { dateSlot, textSlot } from '../../grammar/slot.ts';
import { contingencyResource } from '../../presenters/launch.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadLaunchPlan } from './launch-facts.ts';

type Facts = LaunchFacts & { next: number; today?: string };

/** Plans a contingency: an action proposed on a day if a condition holds (LCH-5). */
export const ifCommand = defineCommand({
  name: 'if',
  summary: 'Plan what to propose if a condition is true on a date.',
  title: 'Add a contingency',
  submit: 'Add',
  examples: [
    'if "30% of p0 incomplete" on:"15 dec 2026" then:"shift launch 7d"',
    'if "any open p0 blockers" on:"15 dec 2026" then:"drop p3"',
  ],
  input: z.object({
    when: textSlot('rest', 'If', { max: 300, rephrased: true }, '30% of p0 incomplete'),
    on: dateSlot('Date'),
    // biome-ignore lint/suspicious/noThenProperty: people write “then:”, and a text is never called
    then: textSlot('key', 'Then', { max: 200, rephrased: true }, 'shift launch 7d'),
  }),
  async load(tx, _input, who) {
    const facts = await loadLaunchPlan(tx, who);
    if (!facts.ok) return facts;
    const all = await loadContingencies(tx, { projectId: facts.value.project.id });
    const { P } = await removedNumbers(tx, facts.value.project.id);
    return ok<Facts>({ ...facts.value, next: nextNumber(all, P) });
  },
  permit: (who, { project }) => needs(who, governors(project)),
  decide(facts, { when, on, then }, who, at) {
    if (on !== null && on < at.today) return invalid('if', 'on', 'The date must be today or later.');
    const row = newContingency({
      id: at.newId(),
      projectId: facts.project.id,
      number: facts.next,
      on,
      when: criterionText(readCriterion(when, (text) => readCriterionDay(text, on ?? at.today))),
      action: remedyText(readRemedy(then)),
      createdById: who.person.id,
    });
    const what = `${contingencyKey(row)} if ${excerpt(row.when, 100)}`;
    return ok({
      changes: [{ add: 'contingency', row }],
      events: [{ type: 'contingency_added', after: { what, on } }],
      next: { ...facts, contingency: { ...row, decidedBy: null }, today: at.today },
    });
  },
  view: (facts, _who, at) => contingencyCard(facts, at),
  resource: contingencyResource,
  done({ contingency, today }) {
    const { on } = contingency;
    const when = on === null ? '' : ` Milepost will check it on ${formatDate(on, today ?? on)}.`;
    return `${contingencyKey(contingency)} saved.${when}`;
  },
});
