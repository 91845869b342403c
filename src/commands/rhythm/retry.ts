import * as z from 'zod';
import { note } from '../../../cards/model.ts';
import { whatOf } from '../../../cards/views/rhythm/receipts.ts';
import { lockReceipt } from '../../../db/queries/rhythm/receipts.ts';
import { type Outcome, ok, rule } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import type { Receipt } from '../../domain/rhythm/receipt.ts';
import { capitalised } from '../../domain/text/wording.ts';
import { numberSlot, yesNoSlot } from '../../grammar/slot.ts';
import { receiptResource } from '../../presenters/rhythm.ts';
import { defineCommand } from '../../runner/define.ts';

type Facts = { receipt: Receipt & { id: string } };

/** Sends a failed message again; if it may have arrived, only when confirmed (RMD-5). */
export const retry = defineCommand({
  name: 'retry',
  summary: 'Send a failed message again.',
  examples: ['retry 41', 'retry 41 twice:yes'],
  input: z.object({
    receipt: numberSlot(
      'place',
      'Receipt',
      { min: 1, max: 999_999_999, lookup: true, names: 'receipt' },
      '41',
    ),
    twice: yesNoSlot('Allow it to arrive twice').optional(),
  }),
  async load(tx, { receipt: number }, who) {
    const receipt = await lockReceipt(tx, who.project.id, number);
    if (receipt) return ok<Facts>({ receipt });
    return rule(`${who.project.name} has no message ${number}.`, 'Type “receipts” to see them.');
  },
  permit: (who) => needs(who, governors(who.project)),
  decide(facts, { twice }) {
    const refused = whyNot(facts, twice === true);
    if (refused) return refused;
    const { number } = facts.receipt;
    return ok({
      changes: [],
      events: [{ type: 'sent_again', after: { message: number, what: whatOf(facts.receipt) } }],
      next: facts,
    });
  },
  requests: ({ receipt }) => ({ is: 'again', receiptId: receipt.id }),
  bare: () => true,
  view: ({ receipt }) => note(`${receipt.number}: ${whatOf(receipt)}`),
  resource: receiptResource,
  done: ({ receipt }) => `Sending message ${receipt.number} (${whatOf(receipt)}) again.`,
});

function whyNot({ receipt }: Facts, twice: boolean): (Outcome<never> & { ok: false }) | undefined {
  const { number, state, why } = receipt;
  const name = `message ${number} (${whatOf(receipt)})`;
  if (state === 'sent') return rule(`${capitalised(name)} has arrived already.`);
  if (state === 'planned' || state === 'sending') return rule(`Milepost is sending ${name} already.`);
  if (state === 'skipped') return rule(`Milepost skipped ${name}${why ? `: ${why}` : ''}.`);
  if (state === 'unknown' && !twice) {
    const next = `If nobody saw it, type “retry ${number} twice:yes”. If it did arrive, people get it twice.`;
    const again = { receipt: String(number), twice: 'yes' };
    const step = { label: 'Send it again', command: 'retry', input: again };
    return rule(`Milepost cannot tell whether ${name} arrived.`, next, step);
  }
  return undefined;
}
