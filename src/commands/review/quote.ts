import * as z from 'zod';
import type { Change, Decision } from '../../domain/change.ts';
import { alterMilestone, type MilestoneFacts } from '../../domain/facts.ts';
import { type Outcome, ok, refuse, rule } from '../../domain/outcome.ts';
import type { Evidence } from '../../domain/plan/milestone.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { contributors, needs } from '../../domain/project/access.ts';
import { describe } from '../../domain/review/evidence.ts';
import { itemSlot, referenceSlot, textSlot } from '../../grammar/slot.ts';
import { defineMilestoneCommand } from '../plan/milestone.ts';
import { criterionOf } from './evidence.ts';

/** Adds a message as evidence of a milestone: its link, author, time and what it said (APR-3). */
export const quote = defineMilestoneCommand({
  name: 'quote',
  fromCard: true,
  onMessage: 'Add as evidence',
  summary: 'Add a message as evidence.',
  title: 'Add as evidence',
  submit: 'Add',
  examples: ['quote 2 message:token'],
  input: z.object({
    milestone: referenceSlot(),
    message: textSlot('key', 'Message', { max: 3000, hidden: true, quotes: 'token' }),
    title: textSlot('rest', 'Title', { max: 200, quotes: 'words' }).optional(),
    for: itemSlot('For criterion', 'key').optional(),
  }),
  permit: (who) => needs(who, contributors),
  decide(facts, given, who, at) {
    const { quoted } = who;
    if (!quoted) return refuse({ is: 'outdated' });
    const item = criterionOf('quote', facts, given.for);
    if (!item.ok) return item;
    const known = facts.evidence.find(
      ({ quote: one, itemId }) => one?.key === quoted.key && itemId === item.value,
    );
    if (known)
      return known.quote?.byReaction && !quoted.byReaction ? keep(facts, known) : isThere(facts, known);
    const row: Evidence = {
      id: at.newId(),
      projectId: facts.project.id,
      milestoneId: facts.milestone.id,
      itemId: item.value,
      kind: 'link',
      title: given.title ?? quoted.excerpt,
      url: quoted.permalink,
      value: null,
      target: null,
      quote: quoted,
      addedById: who.person.id,
      addedAt: at.now,
    };
    const after = { evidence: row.title, kind: row.kind };
    const next = { evidence: [...facts.evidence, row] };
    return ok(alterMilestone(facts, { type: 'evidence_added', after }, {}, next, [{ add: 'evidence', row }]));
  },
  done: ({ milestone, evidence: pieces }) =>
    [`Evidence for ${milestoneName(milestone)}`, ...pieces.slice(-1).map(describe)].join(': '),
});

/** Keeps what came from a reaction, whoever takes that back. */
function keep(facts: MilestoneFacts, known: Evidence): Outcome<Decision<MilestoneFacts>> {
  const piece = { ...known, quote: known.quote && { ...known.quote, byReaction: false } };
  const after = { evidence: known.title, kind: known.kind };
  const next = { evidence: [...facts.evidence.filter(({ id }) => id !== known.id), piece] };
  const change: Change = { alter: 'evidence', id: known.id, set: { quote: piece.quote } };
  return ok(alterMilestone(facts, { type: 'evidence_added', after }, {}, next, [change]));
}

/** Refuses a message that is evidence for the same milestone and criterion already. */
function isThere({ milestone, items }: MilestoneFacts, { itemId }: Evidence) {
  const criterion = items.find(({ id }) => id === itemId);
  const what = criterion ? `criterion ${milestone.number}.${criterion.number}` : milestoneName(milestone);
  return rule(`This message is evidence for ${what} already.`, 'Nothing was added.', {
    label: 'All evidence',
    command: 'evidence-list',
    input: { milestone: String(milestone.number) },
  });
}
