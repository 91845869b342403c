import type { Dispute, DisputeOutcome, DisputeSide } from '../../../src/domain/money/dispute.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { formatDate } from '../../../src/domain/time/dates.ts';
import { type Block, plain, strong, text } from '../../model.ts';

/** The words of each outcome. */
export const outcomeWords: Record<DisputeOutcome, string> = {
  part_payment: 'part payment',
  extra_milestone: 'an extra milestone',
  mediation: 'mediation',
  withdrawn: 'withdrawn',
};

/** How a dispute ended, as a sentence begins. */
const endWords: Record<DisputeOutcome, string> = {
  part_payment: 'Ended with a part payment',
  extra_milestone: 'Ended with an extra milestone',
  mediation: 'Ended by mediation',
  withdrawn: 'Withdrawn',
};

const sideWords: Record<DisputeSide, string> = { supplier: 'the supplier', customer: 'the customer' };

/** "Disputed by the customer since Mon 7 Dec: “…”", and how it ended. */
export function disputeLine({ from, by, reason, ended }: Dispute, today: string): Block {
  const since = `Disputed by ${sideWords[by]} ${ended ? 'on' : 'since'} ${formatDate(from, today)}: `;
  const end = ended ? ` ${endWords[ended.as]}: “${excerpt(ended.note, 200)}”.` : '';
  return text([strong(since), plain(`“${excerpt(reason, 300)}”.${end}`)], ended ? 'quiet' : 'alert');
}
