import type { ReviewFacts } from '../../../src/domain/facts.ts';
import { reviewClock } from '../../../src/domain/review/clock.ts';
import { openQuestion } from '../../../src/domain/review/question.ts';
import { type Action, type Block, type Card, plain, text } from '../../model.ts';
import { lateNotice, type SendTime } from '../rhythm/sections.ts';
import { joined, numberedName } from '../words.ts';
import { clockBlocks, unansweredWords, untilWords } from './clock.ts';

/** Reminds a reviewer of a review that waits for them, with the buttons to decide (APR-5). */
export function acceptanceReminderCard(facts: ReviewFacts, sent: SendTime): Card {
  const clock = reviewClock(facts);
  const means = clock.is === 'running' ? unansweredWords[clock.onSilence] : '';
  return cardOf(facts, sent, [text(joined([untilWords(facts, sent.today, 'You have'), means], ' '))]);
}

/** Tells those who run the project and the approvers that the time of a review is over (APR-5). */
export const acceptanceOverCard = (facts: ReviewFacts, sent: SendTime): Card =>
  cardOf(facts, sent, clockBlocks(facts, sent.today, { namesPending: true }));

/** A direct chat shows no project, so every button names it. */
function cardOf(facts: ReviewFacts, sent: SendTime, blocks: Block[]): Card {
  const { milestone, project, submittedBy, review } = facts;
  const press = (label: string, command: string, more: Partial<Action> = {}): Action => ({
    label,
    command,
    input: { milestone: String(milestone.number) },
    about: { project: project.id },
    version: milestone.version,
    ...more,
  });
  return {
    title: [plain(numberedName(milestone))],
    state: 'waiting',
    subtitle: [plain(joined([project.name, submittedBy && `submitted by ${submittedBy}`]))],
    blocks: [...blocks, ...lateNotice(sent)],
    actions: [
      press('Approve', 'approve', { style: 'primary' }),
      press('Return', 'return'),
      ...(openQuestion(review) ? [] : [press('Ask for more', 'ask')]),
    ],
    more: [press('Show', 'show')],
  };
}
