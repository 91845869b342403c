import { isOverdue } from '../../../src/domain/rhythm/digest.ts';
import type { Own } from '../../../src/domain/rhythm/personal.ts';
import { type Card, note, plain, text } from '../../model.ts';
import { type Reader, starterBlocks } from '../starters.ts';
import { ownItem } from './own.ts';
import { listActions } from './personal.ts';
import { type SendTime, section } from './sections.ts';

/** Shows the first of what waits for somebody, the most urgent first, and what they can do next. */
export function myWorkCard(work: readonly Own[], reader: Reader, sent: SendTime): Card {
  const overdue = work.filter(({ milestone }) => isOverdue(milestone, sent.today)).length;
  const title = reader.project ? `My work in ${reader.project.name}` : 'My work';
  const lines = section(
    'Waiting for you',
    work,
    (own) => ownItem(own, sent, 'buttons'),
    (left) => listActions(left, { owner: 'me' }),
  );
  const card = note(title, [
    ...(lines.length > 0 ? lines : [text('Nothing waits for you here.')]),
    ...starterBlocks(reader, 'my-work'),
  ]);
  return { ...card, subtitle: overdue > 0 ? [plain(`${overdue} overdue`)] : [] };
}
