import type { Page } from '../../../src/domain/page.ts';
import type { Receipt } from '../../../src/domain/rhythm/receipt.ts';
import { scheduledKinds } from '../../../src/domain/rhythm/scheduled.ts';
import {
  type Action,
  type Block,
  type Card,
  code,
  type Item,
  isCard,
  plain,
  type Span,
  strong,
  text,
} from '../../model.ts';
import { pagedNote, rangeWords } from '../paging.ts';
import { viaMedium } from '../people/reached.ts';
import { joined, numberedName } from '../words.ts';

/** Lists receipts, newest first. `retries`: the reader may have one sent again. */
export function receiptsCard(
  title: string,
  page: Page<Receipt>,
  { retries, failed, outages = [] }: { retries: boolean; failed: boolean; outages?: Span[][] },
): Card {
  const items = page.lines.map(
    (receipt): Item => ({
      spans: [strong(String(receipt.number)), plain(': '), ...lineOf(receipt)],
      ...(retries && mayRetry(receipt) ? { actions: [retryAction(receipt)] } : {}),
    }),
  );
  const rest = failed
    ? [plain('Milepost lists messages for 90 days.')]
    : [code('receipts failed'), plain(' shows only those that may not have arrived.')];
  const blocks: Block[] = [
    ...outages.map((spans): Block => text(spans)),
    items.length > 0 ? { is: 'list', items } : text(nothing(failed, outages.length > 0)),
    ...(page.hasNext ? [text(rest, 'quiet')] : []),
  ];
  const input: Record<string, string> = failed ? { only: 'failed' } : {};
  return pagedNote(joined([title, rangeWords(page)]), blocks, page, { command: 'receipts', input });
}

/** During an outage nothing fails: messages wait. */
function nothing(failed: boolean, isOut: boolean): string {
  if (!failed) return 'Milepost has sent nothing yet.';
  return isOut ? 'Nothing failed. “receipts” lists the waiting messages.' : 'No failed messages.';
}

/** Whether it can be sent again. A failed edit cannot: the next change draws the current card. */
export const mayRetry = ({ kind, state }: Receipt): boolean =>
  (state === 'failed' || state === 'unknown') && kind !== 'edit';

/** "digest in #apollo". */
export const whatOf = (receipt: Receipt): string => `${kindOf(receipt)}${whereOf(receipt)}`;

function lineOf(receipt: Receipt): Span[] {
  const { state, why, at, news } = receipt;
  const reason = why && (state === 'skipped' || state === 'failed' || state === 'unknown') ? `: ${why}` : '';
  const what = isCard(news)
    ? [plain('news “'), ...news.title, plain(`”${whereOf(receipt)}`)]
    : [plain(whatOf(receipt))];
  return [...what, plain(`, ${stateWords[state]}${reason}, `), { is: 'instant', at }];
}

const stateWords: Record<Receipt['state'], string> = {
  planned: 'waiting',
  sending: 'being sent',
  sent: 'sent',
  skipped: 'skipped',
  failed: 'failed',
  unknown: 'may not have arrived',
};

function kindOf({ kind, milestone }: Receipt): string {
  if (kind === 'news') return 'news';
  const name = kind === 'post' || kind === 'edit' ? 'card' : scheduledKinds[kind];
  return milestone ? `${name} of ${numberedName(milestone)}` : name;
}

function whereOf({ room, person, kind }: Receipt): string {
  if (!room || room.direct) {
    const to = person ? ` to ${person}` : ' to somebody';
    return room ? `${to} ${viaMedium(room.platform)}` : to;
  }
  const asked = kind === 'digest' && person ? ` for ${person}` : '';
  return `${asked} in ${room.name ?? `a channel ${viaMedium(room.platform)}`}`;
}

/** Returns the button that sends a message again; asks first when it may have arrived. */
export function retryAction({ number, state }: Receipt): Action {
  const input = { receipt: String(number) };
  if (state !== 'unknown') return { label: 'Send again', command: 'retry', input };
  return {
    label: 'Send again',
    command: 'retry',
    input: { ...input, twice: 'yes' },
    confirm: {
      title: 'Send it again?',
      text: 'Milepost cannot tell whether it arrived. If it did, people get it twice.',
      yes: 'Send it again',
    },
  };
}
