import { pageOf } from '../../../src/domain/page.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import { changeOrderKey, stateOn } from '../../../src/domain/scope/change-order.ts';
import type { NamedChangeOrder } from '../../../src/domain/scope/change-order-facts.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { type Block, type Card, code, type Item, plain, strong, text } from '../../model.ts';
import { stateWord } from '../../states.ts';
import { type AskedPage, pagedNote, rangeWords } from '../paging.ts';
import { joined } from '../words.ts';
import { costWords, daysWords } from './change-order.ts';

/** Lists the change orders of a project, newest first, with days and cost (SCP-4). */
export function changesCard(
  project: Project,
  orders: readonly NamedChangeOrder[],
  today: string,
  { page: wanted }: AskedPage = {},
): Card {
  const page = pageOf(orders.toReversed(), wanted);
  const items = page.lines.map((order): Item => {
    const words = joined([
      stateWord(stateOn(order, today)),
      `days: ${daysWords(order.days)}`,
      `cost: ${costWords(order.cost, order.currency)}`,
    ]);
    return {
      spans: [strong(`${changeOrderKey(order)} · ${excerpt(order.text, 100)}`), plain(`: ${words}`)],
      actions: [{ label: 'Show', command: 'change', input: { text: changeOrderKey(order) } }],
    };
  });
  const body: Block =
    items.length > 0
      ? { is: 'list', items }
      : text([
          plain('No change orders yet. Propose one with '),
          code('change "Also an Arabic version" 2 days:2 cost:500'),
          plain('.'),
        ]);
  const title = joined([`${project.name}, changes`, rangeWords(page)]);
  return pagedNote(
    title,
    [body],
    page,
    { command: 'changes' },
    {
      label: 'Propose a change',
      command: 'change',
      input: {},
    },
  );
}
