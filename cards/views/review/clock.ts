import type { ReviewFacts } from '../../../src/domain/facts.ts';
import type { Silence } from '../../../src/domain/review/acceptance.ts';
import { closingTime } from '../../../src/domain/review/acceptance.ts';
import { isOpenReview, reviewClock } from '../../../src/domain/review/clock.ts';
import { type KnownQuestion, openQuestion } from '../../../src/domain/review/question.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { formatDate, formatDistance } from '../../../src/domain/time/dates.ts';
import { cityOf } from '../../../src/domain/time/zones.ts';
import { type Block, callout, plain, type Span, strong, text } from '../../model.ts';
import { andList, orList } from '../words.ts';
import { awaitedApprovers } from './standing.ts';
import { deputyLine, tallyLine } from './tally.ts';

const maxNames = 3;
const maxQuoteCharacters = 500;

/**
 * Shows who has approved of several and who stands in for whom (APR-8), an open question, and how long the reviewers
 * have (APR-5); empty without any of it. `namesPending`: the card does not say elsewhere whom it waits for.
 */
export function clockBlocks(facts: ReviewFacts, today: string, { namesPending = false } = {}): Block[] {
  if (!isOpenReview(facts)) return [];
  const question = openQuestion(facts.review);
  return [
    ...tallyLine(facts, namesPending),
    ...deputyLine(facts, today),
    ...(question ? [asked(question)] : answered(facts)),
    ...timeBlocks(facts, today),
  ];
}

/** "Cleo has until Tue 8 Dec, 17:00 London, 3 working days left." */
function timeBlocks(facts: ReviewFacts, today: string): Block[] {
  const clock = reviewClock(facts);
  switch (clock.is) {
    case 'running':
      return [text(`${untilWords(facts, today)} ${unansweredWords[clock.onSilence]}`)];
    case 'over':
      return [
        callout('overdue', [
          plain('Nobody decided by '),
          { is: 'instant', at: clock.at },
          plain(`. ${overWords[clock.as]}`),
        ]),
      ];
    case 'off':
    case 'stopped':
      return [];
    default:
      return clock satisfies never;
  }
}

/** "Cleo has until Tue 8 Dec, 17:00 London, 3 working days left."; empty while the clock does not run. */
export function untilWords(facts: ReviewFacts, today: string, reader?: string): string {
  const clock = reviewClock(facts);
  if (clock.is !== 'running') return '';
  const { lastDay, zone } = clock.window;
  const left = formatDistance(lastDay, today, facts.project.holidays);
  return `${reader ?? reviewers(facts)} until ${formatDate(lastDay, today)}, ${closingTime} ${cityOf(zone)}, ${left}.`;
}

function reviewers(facts: ReviewFacts): string {
  const names = awaitedApprovers(facts).map(({ name }) => name);
  if (names.length === 0) return 'Reviewers have';
  const isEach = facts.project.policies.approvals === 'all' && names.length > 1;
  const shown = names.slice(0, maxNames);
  return isEach ? `${andList(shown)} have` : `${orList(shown)} has`;
}

/** What happens at the end of the window, said before it. */
export const unansweredWords: Record<Silence, string> = {
  accept: 'Without an answer it counts as accepted.',
  escalate: 'Without an answer Milepost tells the owner.',
  stop: 'Without an answer nothing else starts until somebody decides.',
};

const overWords: Record<Silence, string> = {
  accept: 'It counts as accepted.',
  escalate: 'Milepost told the owner and the approvers.',
  stop: 'Nothing else starts until somebody decides.',
};

const asked = ({ askedBy, text: question, stopsClock }: KnownQuestion): Block =>
  callout('waiting', [
    strong(`${askedBy ?? 'A reviewer'} asks: `),
    plain(`“${excerpt(question, maxQuoteCharacters)}”`),
    ...(stopsClock ? [plain(' The clock is stopped until the answer.')] : []),
  ]);

/** The last question and its answer. */
function answered({ review }: ReviewFacts): Block[] {
  const last = review.questions.at(-1);
  if (!last || last.answer === null) return [];
  const said: Span[] = [
    strong(`${last.askedBy ?? 'A reviewer'} asked: `),
    plain(`“${excerpt(last.text, maxQuoteCharacters)}” `),
    strong(`${last.answeredBy ?? 'The team'}: `),
    plain(`“${excerpt(last.answer, maxQuoteCharacters)}”`),
  ];
  return [text(said)];
}
