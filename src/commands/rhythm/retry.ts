import * as z from 'zod';
import { note } from '../../../cards/model.ts';
import { whatOf } from '../../../cards/views/rhythm/receipts.ts';
import { lockReceipt } from '../../../db/queries/rhythm/receipts.ts';
import { type Outcome, ok, rule } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import type { Receipt } from '../../domain/rhythm/receipt.ts';
import { numberSlot, yesNoSlot } from '../../grammar/slot.ts';
import { receiptResource } from '../../presenters/rhythm.ts';
import { defineCommand } from '../../runner/define.ts';

type Facts = { receipt: Receipt & { id: string } };

/** Sends a failed message again; if it may have arrived, only when confirmed (RMD-5). */
export const retry = defineCommand({
  name: 'retry',
  summary: 'Send a message that failed once more.',
  examples: ['retry 41', 'retry 41 twice:yes'],
  input: z.object({
    receipt: numberSlot('place', 'Receipt', { min: 1, max: 999_999_999, lookup: true }, '41'),
    twice: yesNoSlot('It may arrive twice').optional(),
  }),
  async load(tx, { receipt: number }, who) {
    const receipt = await lockReceipt(tx, who.project.id, number);
    if (receipt) return ok<Facts>({ receipt });
    return rule(`There is no message ${number} of ${who.project.name}.`, 'Type “receipts” to see them.');
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
  done: ({ receipt }) => `${receipt.number}, ${whatOf(receipt)}, is sent again.`,
});

function whyNot({ receipt }: Facts, twice: boolean): (Outcome<never> & { ok: false }) | undefined {
  const { number, state, why } = receipt;
  const name = `${number}, ${whatOf(receipt)},`;
  if (state === 'sent') return rule(`${name} was sent already.`);
  if (state === 'planned' || state === 'sending') return rule(`${name} is on its way already.`);
  if (state === 'skipped') return rule(`${name} was not needed${why ? `: ${why}` : ''}.`);
  if (state === 'unknown' && !twice) {
    const next = `If nobody saw it, type “retry ${number} twice:yes”; if it did arrive, it arrives twice.`;
    return rule(`Nobody knows whether ${name} arrived.`, next);
  }
  return undefined;
}
