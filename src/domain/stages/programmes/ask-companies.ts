import type { Decision } from '../../change.ts';
import { invalid, type Outcome, ok, rule } from '../../outcome.ts';
import { addDays } from '../../time/dates.ts';
import type { Cohort } from './programme.ts';
import {
  defaultAnswerDays,
  endOfDay,
  maxAnswerDays,
  type ProgrammeAnswer,
  type ProgrammeQuestion,
} from './programme-question.ts';

/** What a coach asks. Days are YYYY-MM-DD in `zone`; `until` null: the usual time for answers. */
type Asked = { text: string; until: string | null; today: string; zone: string };

/** Asks all companies of a cohort that its coach sees (STG-5). `now` is an ISO instant. */
export function askCompanies(
  { programme, companies }: Cohort,
  { text, until, today, zone }: Asked,
  by: { personId: string; now: string; newId: () => string },
): Outcome<Decision<ProgrammeQuestion>> {
  const lastDay = until ?? addDays(today, defaultAnswerDays);
  if (lastDay < today)
    return invalid('programme-ask', 'until', 'The last day for answers has passed: choose today or later.');
  if (lastDay > addDays(today, maxAnswerDays))
    return invalid('programme-ask', 'until', `Companies have at most ${maxAnswerDays} days to answer.`);
  if (companies.length === 0)
    return rule(
      `You coach no company of “${programme.name}”, so there is nobody to ask.`,
      'Add companies to it with “add:”.',
    );
  const question: ProgrammeQuestion = {
    id: by.newId(),
    programmeId: programme.id,
    text,
    askedById: by.personId,
    askedAt: by.now,
    lastDay,
    endsAt: endOfDay(lastDay, zone),
    state: 'asking',
    nextAt: null,
  };
  const rows: ProgrammeAnswer[] = companies.map(({ project }) => ({
    id: by.newId(),
    questionId: question.id,
    projectId: project.id,
    text: null,
    answeredById: null,
    answeredAt: null,
  }));
  return ok({
    changes: [
      { add: 'programmeQuestion', row: question },
      { addMany: 'programmeAnswer', rows },
    ],
    events: companies.map(({ project }) => ({
      type: 'programme_asked',
      projectId: project.id,
      after: { what: text },
    })),
    next: question,
  });
}
