import type { ReviewFacts } from '../../../src/domain/facts.ts';
import type { Review } from '../../../src/domain/plan/milestone.ts';
import { isOpenReview } from '../../../src/domain/review/clock.ts';
import { openQuestion } from '../../../src/domain/review/question.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import {
  type Action,
  type Block,
  type CardActions,
  type CardBody,
  callout,
  plain,
  type Span,
  strong,
  text,
} from '../../model.ts';
import { stoppedBlocks } from '../money/stopped.ts';
import { lastUpdate } from '../plan/last-update.ts';
import { asSentence, dueWords, numberedName } from '../words.ts';
import { clockBlocks } from './clock.ts';
import { demoList } from './demo.ts';
import { allEvidence, criteriaList, descriptionLine, evidenceLine } from './evidence.ts';
import { awaitedApprovers, deciderWords, unawaitedWords } from './standing.ts';

/** Shows who submitted what, and what there is to decide on; the outcome once there is one. `today` is YYYY-MM-DD in the project's zone. */
export function reviewView(facts: ReviewFacts, { today }: { today: string }): CardBody {
  const { milestone, submittedBy, project } = facts;
  const title = [strong(`${submittedBy ?? 'Somebody'} submitted ${numberedName(milestone)}`)];
  if (!isOpenReview(facts))
    return { title, blocks: [...stoppedBlocks(facts, today), ...outcome(facts), ...evidenceLine(facts)] };
  const due = dueWords(milestone, today, project);
  return {
    title,
    blocks: [
      ...stoppedBlocks(facts, today),
      callout('waiting', waiting(facts)),
      ...clockBlocks(facts, today),
      ...(due ? [text(asSentence(due), 'quiet')] : []),
      ...descriptionLine(facts),
      ...criteriaList(facts),
      ...demoList(facts),
      ...evidenceLine(facts),
      ...lastUpdate(facts),
    ],
  };
}

const maxMentioned = 3;

/** Mentions those who may decide: they must act, so the post pings them; later edits do not. */
function waiting(facts: ReviewFacts): Span[] {
  const mentions = awaitedApprovers(facts)
    .slice(0, maxMentioned)
    .flatMap((one, nth): Span[] => [
      ...(nth > 0 ? [plain(', ')] : []),
      { is: 'mention', name: one.name, addresses: one.addresses },
    ]);
  return mentions.length > 0 ? [plain('Waiting for '), ...mentions] : [plain(unawaitedWords(facts))];
}

const outcomeWords: Record<Exclude<Review['outcome'], 'open'>, string> = {
  approved: 'Approved',
  returned: 'Returned',
  recalled: 'Taken back',
};

const maxNoteCharacters = 1000;

/** "Approved by Carol, 7 Dec at 14:05: “Great work”". */
function outcome({ review, milestone, doneBy }: ReviewFacts): Block[] {
  if (milestone.droppedAt) return [callout('dropped', [plain('Milestone dropped.')])];
  if (review.outcome === 'open')
    return [callout('done', [plain(`Marked done by ${doneBy ?? 'somebody'} without a decision.`)])];
  const isSilent = review.outcome === 'approved' && review.endedAs === 'accept';
  const said = isSilent
    ? 'Accepted: nobody answered in time'
    : `${outcomeWords[review.outcome]} by ${deciderWords(review)}`;
  const when: Span[] = review.decidedAt
    ? [plain(', '), { is: 'instant', at: review.decidedAt, past: true }]
    : [];
  const reason = review.note ? [plain(`: “${excerpt(review.note, maxNoteCharacters)}”`)] : [];
  return [callout(review.outcome, [strong(said), ...when, ...reason])];
}

/** Returns the decision while it is open; the server checks who presses. */
export function reviewActions(facts: ReviewFacts): CardActions {
  const { milestone } = facts;
  const input = { milestone: String(milestone.number) };
  const show: Action = { label: 'Show', command: 'show', input };
  if (!isOpenReview(facts)) return { actions: [show], more: allEvidence(facts) };
  const press = (label: string, command: string, style?: 'primary'): Action => ({
    label,
    command,
    input,
    version: milestone.version,
    ...(style ? { style } : {}),
  });
  const decide = [press('Approve', 'approve', 'primary'), press('Return', 'return')];
  const evidence = allEvidence(facts);
  const others = openQuestion(facts.review)
    ? [press('Answer', 'answer-review'), ...evidence]
    : [...evidence, press('Ask for more', 'ask')];
  return { actions: [...decide, ...others.slice(0, 1)], more: [...others.slice(1), show] };
}
