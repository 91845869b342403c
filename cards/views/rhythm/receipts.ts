import type { Medium } from '../../../src/domain/platform.ts';
import type { Scheduled } from '../../../src/domain/time/schedule.ts';
import {
  type Action,
  type Block,
  type Card,
  code,
  type Item,
  note,
  plain,
  type Span,
  strong,
  text,
} from '../../model.ts';
import { through } from '../people/reached.ts';
import { titled } from '../words.ts';

/** A message that was planned, and what became of it (RMD-5). */
export type Receipt = {
  /** People name it by this. */
  number: number;
  kind: 'post' | 'edit' | 'news' | Scheduled['kind'];
  state: 'planned' | 'sending' | 'sent' | 'skipped' | 'failed' | 'unknown';
  why: string | null;
  /** When it was due; of what no schedule planned, when it was planned. */
  at: string;
  /** Null where nobody could be reached. */
  room: { platform: Medium; name: string | null; direct: boolean } | null;
  /** Whose message it is, or who asked for it. */
  person: string | null;
  milestone: { number: number; name: string } | null;
  /** Of news: what it says. */
  title: Span[] | null;
};

/** Newest first: what, to whom, what became of it, and when. `retries`: they may have one sent again. */
export function receiptsCard(
  title: string,
  receipts: Receipt[],
  {
    more,
    retries,
    failed,
    outages = [],
  }: { more: boolean; retries: boolean; failed: boolean; outages?: Span[][] },
): Card {
  const items = receipts.map(
    (receipt): Item => ({
      spans: [strong(String(receipt.number)), plain(': '), ...lineOf(receipt)],
      ...(retries && mayRetry(receipt) ? { actions: [retryAction(receipt)] } : {}),
    }),
  );
  const rest = failed
    ? [plain('Older ones are kept for 90 days; this shows the latest.')]
    : [plain('This shows the latest. '), code('receipts failed'), plain(' leaves out what arrived.')];
  return note(title, [
    ...outages.map((spans): Block => text(spans)),
    items.length > 0 ? { is: 'list', items } : text(nothing(failed, outages.length > 0)),
    ...(more ? [text(rest, 'quiet')] : []),
  ]);
}

/** While an outage lasts nothing fails: it waits. */
function nothing(failed: boolean, isOut: boolean): string {
  if (!failed) return 'Nothing was sent yet.';
  return isOut ? 'Nothing failed. Messages that wait are in “receipts”.' : 'Nothing failed.';
}

/** The edit of a card is not sent again: the next change draws the present. */
export const mayRetry = ({ kind, state }: Receipt): boolean =>
  (state === 'failed' || state === 'unknown') && kind !== 'edit';

/** "digest in #apollo". */
export const whatOf = (receipt: Receipt): string => `${kindOf(receipt)}${whereOf(receipt)}`;

function lineOf(receipt: Receipt): Span[] {
  const { state, why, at, kind, title } = receipt;
  const reason = why && (state === 'skipped' || state === 'failed' || state === 'unknown') ? `: ${why}` : '';
  const what =
    kind === 'news' && title
      ? [plain('news “'), ...title, plain(`”${whereOf(receipt)}`)]
      : [plain(whatOf(receipt))];
  return [...what, plain(`, ${stateWords[state]}${reason}, `), { is: 'instant', at }];
}

const stateWords: Record<Receipt['state'], string> = {
  planned: 'planned',
  sending: 'being sent',
  sent: 'sent',
  skipped: 'skipped',
  failed: 'failed',
  unknown: 'nobody knows whether it arrived',
};

function kindOf({ kind, milestone }: Receipt): string {
  const about = milestone ? ` of ${titled(milestone)}` : '';
  switch (kind) {
    case 'digest':
      return 'digest';
    case 'personal':
      return 'personal digest';
    case 'ask':
      return 'request for updates';
    case 'again':
      return `reminder${about}`;
    case 'checkpoint':
      return 'checkpoint';
    case 'cadence':
      return 'message of a cadence';
    case 'draft':
      return 'draft of an announcement';
    case 'standup':
      return 'question of a standup';
    case 'summary':
      return 'summary of a standup';
    case 'decision':
      return 'card of a decision';
    case 'contingency':
      return 'proposal of a contingency';
    case 'retrospective':
      return 'retrospective';
    case 'news':
      return 'news';
    case 'post':
    case 'edit':
      return `card${about}`;
    default:
      return kind satisfies never;
  }
}

function whereOf({ room, person, kind }: Receipt): string {
  if (!room || room.direct) {
    const to = person ? ` to ${person}` : ' to somebody';
    return room ? `${to} ${through(room.platform)}` : to;
  }
  const asked = kind === 'digest' && person ? ` for ${person}` : '';
  return `${asked} in ${room.name ?? `a room ${through(room.platform)}`}`;
}

/** The button that sends a message once more; asks first where it may have arrived. */
export function retryAction({ number, state }: Receipt): Action {
  const input = { receipt: String(number) };
  if (state !== 'unknown') return { label: 'Send again', command: 'retry', input };
  return {
    label: 'Send again',
    command: 'retry',
    input: { ...input, twice: 'yes' },
    confirm: {
      title: 'Send it again?',
      text: 'Nobody knows whether it arrived. If it did, it arrives twice.',
      yes: 'Send it again',
    },
  };
}
