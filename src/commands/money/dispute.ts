import * as z from 'zod';
import { disputeCard } from '../../../cards/views/money/dispute.ts';
import { invoiceNews } from '../../../cards/views/money/news.ts';
import type { Decision } from '../../domain/change.ts';
import { openDispute, withDispute } from '../../domain/money/dispute.ts';
import { invoiceName } from '../../domain/money/ledger.ts';
import { type Outcome, ok, rule } from '../../domain/outcome.ts';
import { needs, signers, viewers } from '../../domain/project/access.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { capitalised } from '../../domain/text/wording.ts';
import { choiceSlot, textSlot } from '../../grammar/slot.ts';
import { invoiceResource } from '../../presenters/money.ts';
import { defineCommand } from '../../runner/define.ts';
import { type LoadedDispute, loadDispute } from './dispute-facts.ts';
import { invoiceInputs, withChanged } from './invoice-facts.ts';

type Facts = LoadedDispute & { opened?: string };

/** Disputes an invoice: its late fee stops until the dispute ends. Without a reason, shows what it is judged by (HLT-6). */
export const dispute = defineCommand({
  name: 'dispute',
  summary: 'Dispute an invoice, or show what was agreed and shown for it.',
  title: 'Dispute an invoice',
  submit: 'Dispute',
  examples: ['dispute 2 the export is missing', 'dispute 2'],
  input: z.object({
    milestone: invoiceInputs.milestone,
    reason: textSlot('rest', 'Reason', { max: 500 }, 'The export is missing').optional(),
    nth: invoiceInputs.nth,
    open: choiceSlot('key', 'Open', ['yes'], { hidden: true }).optional(),
  }),
  lacks: ({ open, reason }) => (open && !reason ? ['reason'] : []),
  load: (tx, given, who, { today }): Promise<Outcome<Facts>> =>
    loadDispute(tx, who, given, { today, why: given.reason ? 'changing' : 'reading' }),
  permit: (who, _facts, { reason, open }) => needs(who, reason || open ? signers : viewers),
  subject: ({ invoice }) => invoiceName(invoice),
  opened: ({ invoice: { issued } }) => ({ on: [issued?.number ?? null, issued?.disputes.length ?? 0] }),
  decide(facts, { reason }, who, { today }): Outcome<Decision<Facts>> {
    const { issued, state } = facts.invoice;
    if (!issued)
      return rule(
        `${capitalised(invoiceName(facts.invoice))} is not sent yet, so there is nothing to dispute.`,
      );
    if (!reason) return ok({ changes: [], events: [], next: facts });
    if (state.isPaid) return rule(`${issued.number} is paid, so there is nothing to dispute.`);
    if (openDispute(issued.disputes))
      return rule(`${issued.number} is disputed already.`, undefined, {
        label: 'Show the dispute',
        command: 'dispute',
        input: { milestone: String(facts.invoice.milestone.number), nth: String(facts.invoice.nth) },
      });
    const by = who.role === 'client' ? 'customer' : 'supplier';
    const set = {
      disputes: withDispute(issued.disputes, { by, reason }, today),
      version: issued.version + 1,
    };
    return ok({
      changes: [{ alter: 'invoice', id: issued.id, set }],
      events: [
        {
          type: 'dispute_opened',
          milestoneId: issued.milestoneId,
          note: reason,
          after: { what: issued.number },
        },
      ],
      next: { ...facts, ...withChanged(facts, { ...issued, ...set }), opened: reason },
    });
  },
  view: (facts, _who, at) => disputeCard(facts, at),
  resource: invoiceResource,
  done: ({ invoice, opened }) =>
    opened
      ? `${capitalised(invoiceName(invoice))} is disputed. No late fee accrues until the dispute ends.`
      : '',
  news: ({ invoice, opened }, who) =>
    opened ? invoiceNews(invoice, `is disputed by ${who.person.name}: “${excerpt(opened, 300)}”`) : undefined,
});
