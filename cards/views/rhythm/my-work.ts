import { isOverdue } from '../../../src/domain/rhythm/digest.ts';
import type { MyWork } from '../../../src/domain/rhythm/my-work.ts';
import { type Card, note, plain, text } from '../../model.ts';
import { type ReadIn, usableIn } from '../elsewhere.ts';
import { type Reader, starterBlocks } from '../starters.ts';
import { ownItem } from './own.ts';
import { listActions, riskLine, voteLine } from './personal.ts';
import { type SendTime, section } from './sections.ts';

/** With many lines, few have more than one button: Teams cuts a message at 100 KB. */
const maxVotesAndRisks = 3;

/** Shows everything that waits for somebody in all their projects, the most urgent first, and what they can do next. */
export function myWorkCard(work: MyWork, reader: Reader, sent: SendTime, shown: ReadIn | undefined): Card {
  const { milestones, votes, risks } = work;
  const overdue = milestones.filter(({ milestone }) => isOverdue(milestone, sent.today)).length;
  const lines = [
    ...section(
      'Waiting for you',
      milestones,
      (own) => ownItem(own, sent, 'buttons'),
      (left) => listActions(left, { owner: 'me' }),
    ),
    ...section(
      'Waiting for your vote',
      votes,
      (vote) => voteLine(vote, sent),
      () => [],
      maxVotesAndRisks,
    ),
    ...section(
      'Your open risks',
      risks,
      (risk) => riskLine(risk, sent),
      () => [],
      maxVotesAndRisks,
    ),
  ];
  const card = note('My work', [
    ...(lines.length > 0 ? lines : [text('Nothing is waiting for you.')]),
    ...starterBlocks(reader, 'my-work'),
  ]);
  const subtitle = overdue > 0 ? [plain(`${overdue} overdue`)] : [];
  return usableIn({ ...card, subtitle }, shown);
}
