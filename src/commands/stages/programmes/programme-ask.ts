import * as z from 'zod';
import { askedCard } from '../../../../cards/views/stages/questions.ts';
import { loadCoaching } from '../../../../db/queries/stages/programmes.ts';
import { ok } from '../../../domain/outcome.ts';
import { askCompanies } from '../../../domain/stages/programmes/ask-companies.ts';
import { noSuchProgramme, requireCoach } from '../../../domain/stages/programmes/decide-programme.ts';
import { type Cohort, findCohort } from '../../../domain/stages/programmes/programme.ts';
import { todayIn } from '../../../domain/time/dates.ts';
import { dateSlot, textSlot } from '../../../grammar/slot.ts';
import { questionResource } from '../../../presenters/programmes.ts';
import { defineCommand } from '../../../runner/define.ts';
import { programmeName } from './programme-slot.ts';

type Facts = { cohort: Cohort; today: string; zone: string };

/** Asks all companies of a programme one question; the coach gets one summary of the answers (STG-5). */
export const programmeAsk = defineCommand({
  name: 'programme-ask',
  summary: 'Ask the companies of a programme a question, and get one summary.',
  title: 'Ask the companies',
  submit: 'Ask',
  examples: ['programme ask "Spring" "What did you learn this week?" until:friday'],
  input: z.object({
    programme: programmeName('place', 'Programme'),
    question: textSlot('rest', 'Question', { min: 3, max: 500 }),
    until: dateSlot('Last day for answers').optional(),
  }),
  scope: 'workspace',
  async load(tx, { programme: name }, who, { now }) {
    const coaching = await loadCoaching(tx, who.person.id, 'changing');
    const may = requireCoach(coaching);
    if (!may.ok) return may;
    const cohort = name === undefined ? undefined : findCohort(coaching.cohorts, name, who.person.id);
    if (!cohort) return noSuchProgramme(name ?? '', coaching.coached);
    const zone = who.person.zone ?? who.project?.zone ?? 'UTC';
    return ok<Facts>({ cohort, zone, today: todayIn(now, zone) });
  },
  permit: () => undefined,
  subject: ({ cohort }) => cohort.programme.name,
  opened: ({ cohort }) => ({ on: cohort.programme.id }),
  decide(facts, { question: text, until }, who, at) {
    const by = { personId: who.person.id, now: at.now, newId: at.newId };
    const made = askCompanies(facts.cohort, { text, until: until ?? null, ...facts }, by);
    return made.ok ? ok({ ...made.value, next: { ...facts, asked: made.value.next } }) : made;
  },
  view: ({ cohort, asked, today }) => askedCard(cohort.programme.name, asked, labelsOf(cohort), today),
  resource: ({ cohort, asked }) => questionResource(asked, cohort),
  done: ({ cohort }) => `Asked the companies of “${cohort.programme.name}”.`,
});

const labelsOf = ({ companies }: Cohort) => companies.map(({ label }) => label);
