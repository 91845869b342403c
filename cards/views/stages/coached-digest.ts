import type { PortfolioLine } from '../../../src/domain/stages/portfolio.ts';
import type { QueueEntry } from '../../../src/domain/stages/queue.ts';
import { type Action, type Block, heading, type Item, plain, text } from '../../model.ts';
import { companyItem } from './portfolio.ts';
import { entryItem } from './queue.ts';

/** What the digest of a coach says of their companies (STG-5). */
export type CoachedDigest = {
  /** The oldest entries of their queue, and how many it has. */
  queue: { lines: readonly QueueEntry[]; total: number };
  /** The most worrying first. */
  lines: readonly PortfolioLine[];
};

const maxLines = 3;

/** Returns the oldest entries of the queue and the most worrying companies, with buttons to the rest. */
export function coachedBlocks(coached: CoachedDigest | null, today: string): Block[] {
  if (!coached || coached.lines.length === 0) return [];
  const { queue, lines } = coached;
  const entries = queue.lines.slice(0, maxLines).map((one) => entryItem(one, false));
  const companies = lines.slice(0, maxLines).map((one) => companyItem(one, today));
  return [
    heading('Your queue'),
    ...(queue.total > 0
      ? [listed(entries, queue.total, { label: 'Queue', command: 'queue', input: {} })]
      : [text('Nothing waits for you.')]),
    heading('Your companies, the most worrying first'),
    listed(companies, lines.length, { label: 'Portfolio', command: 'portfolio', input: {} }),
  ];
}

/** The first lines of a list, then how many more there are; its button shows the whole list. */
function listed(items: Item[], all: number, action: Action): Block {
  const rest = all - items.length;
  const words = rest > 0 ? `and ${rest} more` : 'That is all.';
  return { is: 'list', items: [...items, { spans: [plain(words)], actions: [action] }] };
}
