import * as z from 'zod';
import { type OfferedBlueprint, programmeCard } from '../../../../cards/views/stages/programmes.ts';
import { andList } from '../../../../cards/views/words.ts';
import { loadCoaching } from '../../../../db/queries/stages/programmes.ts';
import { ok } from '../../../domain/outcome.ts';
import type { PortfolioLine } from '../../../domain/stages/portfolio.ts';
import { linesOfCohort } from '../../../domain/stages/programmes/cohort-table.ts';
import {
  changesProgramme,
  type DecidedProgramme,
  decideProgramme,
  noSuchProgramme,
  requireCoach,
} from '../../../domain/stages/programmes/decide-programme.ts';
import { type Coaching, findCohort } from '../../../domain/stages/programmes/programme.ts';
import { dateSlot, pageSlot, textSlot } from '../../../grammar/slot.ts';
import { cohortTableResource } from '../../../presenters/programmes.ts';
import { defineCommand } from '../../../runner/define.ts';
import { readIn } from '../read-in.ts';
import { loadLines } from './cohort-facts.ts';
import { programmeName } from './programme-slot.ts';

type Facts = Partial<DecidedProgramme> & {
  coaching: Coaching;
  /** The companies that the person coaches, as their portfolio has them. */
  lines: PortfolioLine[];
  page: number | undefined;
  /** A blueprint that is offered for all companies. */
  offered: OfferedBlueprint | undefined;
};

const companies = (label: string) =>
  textSlot('key', label, { max: 4_000, lists: true, rephrased: true }, '"Acme", "Bolt"').optional();

/** Shows, starts or changes a programme of the companies that a coach runs together (STG-5). */
export const programme = defineCommand({
  name: 'programme',
  summary: 'Show, start or change a programme of companies that I coach.',
  title: 'Programme',
  submit: 'Save',
  asks: ['companies', 'add', 'remove'],
  examples: [
    'programme "Spring" companies:"Acme","Bolt"',
    'programme "Spring"',
    'programme "Spring" add:"Cargo" remove:"Bolt"',
  ],
  input: z.object({
    name: programmeName('rest', 'Name'),
    companies: companies('Companies to start with'),
    add: companies('Companies to add'),
    remove: companies('Companies to remove'),
    blueprint: textSlot(
      'key',
      'Blueprint for all companies',
      { max: 100, names: 'blueprint', rephrased: true },
      'standard-3',
    ).optional(),
    start: dateSlot('First day of the blueprint').optional(),
    page: pageSlot().optional(),
  }),
  scope: 'workspace',
  async load(tx, input, who, { now, today }) {
    const coaching = await loadCoaching(tx, who.person.id, changesProgramme(input) ? 'changing' : 'reading');
    const may = requireCoach(coaching);
    if (!may.ok) return may;
    const lines = await loadLines(tx, { personId: who.person.id, now, today });
    const { blueprint, start } = input;
    const offered = blueprint === undefined ? undefined : { blueprint, start: start ?? undefined };
    return ok<Facts>({ coaching, lines, page: input.page, offered });
  },
  permit: () => undefined,
  decide(facts, input, who, at) {
    const { coaching } = facts;
    if (changesProgramme(input)) {
      const by = { personId: who.person.id, now: at.now, newId: at.newId };
      const made = decideProgramme(coaching, input, by);
      return made.ok ? ok({ ...made.value, next: { ...facts, ...made.value.next } }) : made;
    }
    const cohort = findCohort(coaching.cohorts, input.name, who.person.id);
    if (!cohort) return noSuchProgramme(input.name, coaching.coached);
    return ok({ changes: [], events: [], next: { ...facts, cohort } });
  },
  view: ({ cohort, lines, page, offered }, who, { today }) =>
    programmeCard(shown(cohort), linesOfCohort(lines, shown(cohort)), {
      page,
      today,
      offered,
      shown: readIn(who),
    }),
  resource: ({ cohort, lines }) => cohortTableResource(shown(cohort), linesOfCohort(lines, shown(cohort))),
  done: ({ cohort, isNew, added = [], removed = [] }) => {
    const name = shown(cohort).programme.name;
    if (isNew) return `Started the programme “${name}” with ${andList(added)}.`;
    const parts = [
      added.length > 0 ? `Added ${andList(added)} to “${name}”.` : '',
      removed.length > 0 ? `Removed ${andList(removed)} from “${name}”.` : '',
    ];
    return parts.filter(Boolean).join(' ');
  },
});

/** The programme of a decision, which has always one. */
function shown(cohort: Facts['cohort']): NonNullable<Facts['cohort']> {
  if (!cohort) throw new Error('a programme was decided without one');
  return cohort;
}
