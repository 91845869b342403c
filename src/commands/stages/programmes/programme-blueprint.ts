import * as z from 'zod';
import { blueprintQuestion, blueprintResults } from '../../../../cards/views/stages/programme-blueprint.ts';
import type { Tx } from '../../../../db/database.ts';
import { loadBlueprints } from '../../../../db/queries/blueprints/blueprints.ts';
import { lockProject } from '../../../../db/queries/plan/milestones.ts';
import { plansMark } from '../../../../db/queries/stages/plans-mark.ts';
import { loadCoaching } from '../../../../db/queries/stages/programmes.ts';
import { isDated, type NamedBlueprint } from '../../../domain/blueprints/find.ts';
import { type Outcome, ok, rule } from '../../../domain/outcome.ts';
import { noSuchProgramme, requireCoach } from '../../../domain/stages/programmes/decide-programme.ts';
import { type Cohort, findCohort } from '../../../domain/stages/programmes/programme.ts';
import { dateSlot, textSlot, yesNoSlot } from '../../../grammar/slot.ts';
import { appliedToAllResource } from '../../../presenters/programmes.ts';
import { defineCommand } from '../../../runner/define.ts';
import type { ErrandResult } from '../../../runner/errands/errands.ts';
import { blueprintSlot, namedBlueprint } from '../../blueprints/slots.ts';
import { programmeName } from './programme-slot.ts';

type Facts = {
  cohort: Cohort;
  found: NamedBlueprint;
  /** The input, as the button repeats it; `plans` says in which state the plans were shown. */
  given: { programme: string; blueprint: string; start?: string; plans: string };
  /** How it ended in each company; absent in the question. */
  results?: readonly ErrandResult[];
};

/**
 * Applies a blueprint to every company of a programme, after a question, each by the rules of `blueprint apply`
 * (STG-5, BLU-8). A second press finds other plans than were shown, and changes nothing.
 */
export const programmeBlueprint = defineCommand({
  name: 'programme-blueprint',
  summary: 'Apply a blueprint to all companies of a programme, after a question.',
  title: 'Apply to all companies',
  submit: 'Preview',
  examples: ['programme blueprint "Spring" parallel-streams start:"1 dec"'],
  input: z.object({
    programme: programmeName('place', 'Programme'),
    blueprint: blueprintSlot(),
    start: dateSlot('First day').optional(),
    plans: textSlot('key', 'Plans that were shown', { max: 20, hidden: true }).optional(),
    apply: yesNoSlot('Apply now', { typed: true }).optional(),
  }),
  scope: 'workspace',
  lacks: ({ blueprint, start }) => (start === undefined && isDated(blueprint) ? ['start'] : []),
  async load(
    tx,
    { programme: name = '', blueprint = '', start, plans, apply },
    { person },
  ): Promise<Outcome<Facts>> {
    const coaching = await loadCoaching(tx, person.id, 'reading');
    const may = requireCoach(coaching);
    if (!may.ok) return may;
    const cohort = findCohort(coaching.cohorts, name, person.id);
    if (!cohort) return noSuchProgramme(name, coaching.coached);
    const found = namedBlueprint(blueprint, undefined, await loadBlueprints(tx));
    if (!found.ok) return found;
    const ids = cohort.companies.map(({ project }) => project.id).sort();
    if (ids.length === 0)
      return rule(`You coach no company of “${cohort.programme.name}”.`, 'Add companies to it with “add:”.');
    if (apply) await lockAll(tx, ids);
    const mark = await plansMark(tx, ids);
    if (apply && plans !== mark) return changedSince(cohort.programme.name, blueprint, start);
    const given = { programme: cohort.programme.name, blueprint, plans: mark };
    return ok({ cohort, found: found.value, given: { ...given, ...(start ? { start } : {}) } });
  },
  // each company asks for the role that it needs
  permit: () => undefined,
  subject: ({ cohort }) => cohort.programme.name,
  errands(facts, { apply }) {
    if (!apply) return undefined;
    const { blueprint, start } = facts.given;
    const input = { blueprint, ...(start ? { start } : {}), apply: 'yes' };
    return {
      requests: facts.cohort.companies.map(({ project }) => ({
        project: project.id,
        command: 'blueprint-apply',
        input,
      })),
      ended: (results): Facts => ({ ...facts, results }),
    };
  },
  view: ({ cohort, found, given, results }, _who, { today }) =>
    results ? blueprintResults(cohort, results) : blueprintQuestion(cohort, found, given, today),
  resource: ({ cohort, found, results }) => appliedToAllResource(cohort, found.slug, results),
});

/** Locks the companies in one order, so that of two presses the second finds the plans of the first. */
async function lockAll(tx: Tx, ids: readonly string[]): Promise<void> {
  for (const id of ids) await lockProject(tx, id);
}

const changedSince = (programme: string, blueprint: string, start: string | null | undefined) =>
  rule(
    'The plans are not as they were shown, so nothing was applied.',
    'Look at the companies, then apply it again.',
    {
      label: 'Preview again',
      command: 'programme-blueprint',
      input: { programme, blueprint, ...(start ? { start } : {}) },
    },
  );
