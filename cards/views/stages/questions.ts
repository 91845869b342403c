import type {
  ProgrammeAnswer,
  ProgrammeQuestion,
} from '../../../src/domain/stages/programmes/programme-question.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { formatDate, plural } from '../../../src/domain/time/dates.ts';
import { type Action, type Block, type Card, type Item, plain, strong, text } from '../../model.ts';
import { firstItems, firstNames } from '../first-items.ts';
import { lateNotice, type SendTime } from '../rhythm/sections.ts';
import { programmeTitle } from './programmes.ts';

const maxAnswers = 30;
const maxSilent = 50;
/** Maximum characters of one answer, and of all answers of a summary: a message takes no more. */
const maxCharacters = { answer: 300, all: 3_000 };

/** Asks the team of a company a coach's question (STG-5). */
export const questionCard = (company: string, question: ProgrammeQuestion, sent: SendTime): Card => ({
  title: [plain(company)],
  subtitle: [plain('A coach asks')],
  blocks: [
    text(question.text),
    text(
      `One answer for the company, until the end of ${formatDate(question.lastDay, sent.today)}. Only the coaches read it.`,
      'quiet',
    ),
    ...lateNotice(sent),
  ],
  actions: [{ ...answerAction('Answer', question), style: 'primary' }],
  more: [],
});

const answerAction = (label: string, { id }: Pick<ProgrammeQuestion, 'id'>): Action => ({
  label,
  command: 'programme-answer',
  input: { question: id },
});

/** Shows a company its own answer, which it can change until the end. */
export const companyAnswerCard = (
  company: string,
  question: ProgrammeQuestion,
  answer: Pick<ProgrammeAnswer, 'text'> & { by: string | null },
  today: string,
): Card => ({
  title: [plain(company)],
  subtitle: [plain(excerpt(question.text, 100))],
  blocks: [
    text([strong(answer.by ?? 'Somebody'), plain(`: ${excerpt(answer.text ?? '', 1_000)}`)]),
    text(
      `You can change it until the end of ${formatDate(question.lastDay, today)}, or until all companies have answered.`,
      'quiet',
    ),
  ],
  actions: [answerAction('Change', question)],
  more: [],
});

/** What a summary is made of. */
type Summary = {
  question: ProgrammeQuestion;
  programme: string;
  answers: readonly { name: string; text: string | null; by: string | null }[];
};

/** Sums up for the coach what the companies of a programme answered, and which did not (STG-5). */
export function questionSummaryCard({ question, programme, answers }: Summary, sent: SendTime): Card {
  const answered = answers.filter(({ text: said }) => said !== null);
  const silent = answers.filter(({ text: said }) => said === null).map(({ name }) => name);
  const maxAnswer = Math.min(
    maxCharacters.answer,
    Math.floor(maxCharacters.all / Math.max(1, Math.min(answered.length, maxAnswers))),
  );
  const items = firstItems(
    answered.map((one) => line(one, maxAnswer)),
    maxAnswers,
  );
  return {
    title: programmeTitle(programme),
    subtitle: [plain(`${answered.length} of ${plural(answers.length, 'company')} answered`)],
    blocks: [
      text(question.text),
      ...(items.length > 0 ? [{ is: 'list', items } satisfies Block] : [text('No company answered.')]),
      ...(silent.length > 0 ? [text(`No answer from ${firstNames(silent, maxSilent, ', ')}.`, 'quiet')] : []),
      ...lateNotice(sent),
    ],
    actions: [{ label: 'Programme', command: 'programme', input: { name: programme } }],
    more: [],
  };
}

const line = ({ name, text: said, by }: Summary['answers'][number], maxCharactersOfOne: number): Item => ({
  spans: [
    strong(name),
    plain(`: ${excerpt(said ?? '', maxCharactersOfOne)}${by === null ? '' : ` (${by})`}`),
  ],
});

/** Confirms to the coach that a question goes out. */
export const askedCard = (
  programme: string,
  question: ProgrammeQuestion,
  companies: readonly string[],
  today: string,
): Card => ({
  title: programmeTitle(programme),
  subtitle: [plain(`A question to ${plural(companies.length, 'company')}`)],
  blocks: [
    text(question.text),
    text(
      `It goes to the team channels of ${firstNames(companies, maxSilent, ', ')} within a minute. You get one summary when all have answered, or after ${formatDate(question.lastDay, today)}.`,
      'quiet',
    ),
  ],
  actions: [{ label: 'Programme', command: 'programme', input: { name: programme } }],
  more: [],
});
