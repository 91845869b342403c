import * as z from 'zod';
import type { Card } from '../../../cards/model.ts';
import { evidenceForCoach, evidenceNews } from '../../../cards/views/stages/news.ts';
import type { Request } from '../../../db/queries/delivery/request.ts';
import { alterMilestone, type MilestoneFacts } from '../../domain/facts.ts';
import { invalid, type Outcome, ok } from '../../domain/outcome.ts';
import { type Evidence, evidenceKinds } from '../../domain/plan/milestone.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { contributors, needs } from '../../domain/project/access.ts';
import { parseItemReference } from '../../domain/reference.ts';
import { describe, isFigure, webAddress } from '../../domain/review/evidence.ts';
import { choiceSlot, itemSlot, referenceSlot, textSlot } from '../../grammar/slot.ts';
import { defineMilestoneCommand } from '../plan/milestone.ts';

const input = z.object({
  milestone: referenceSlot(),
  kind: choiceSlot('place', 'Kind', evidenceKinds),
  what: textSlot('place', 'Link, or name of the metric', { max: 1000 }, 'https://…'),
  detail: textSlot('rest', 'Title, or value of the metric', { max: 200 }).optional(),
  target: textSlot('key', 'Target of the metric', { max: 40, reads: isFigure }, '5').optional(),
  for: itemSlot('For criterion', 'key').optional(),
});

/** Adds evidence to a milestone: a link, a document or a figure (APR-3). */
export const evidence = defineMilestoneCommand({
  name: 'evidence',
  summary: 'Add a link, a document or a figure as evidence.',
  title: 'Add evidence',
  submit: 'Add',
  examples: [
    'evidence 2 link https://example.com/contract "Signed contract"',
    'evidence 2 metric "paying customers" 7 target:5',
  ],
  input,
  permit: (who) => needs(who, contributors),
  decide(facts, given, who, at) {
    const piece = given.kind === 'metric' ? metric(given) : document(given);
    if (!piece.ok) return piece;
    const item = criterionOf('evidence', facts, given.for);
    if (!item.ok) return item;
    const row: Evidence = {
      id: at.newId(),
      projectId: facts.project.id,
      milestoneId: facts.milestone.id,
      itemId: item.value,
      kind: given.kind,
      ...piece.value,
      quote: null,
      addedById: who.person.id,
      addedAt: at.now,
    };
    const after = { evidence: row.title, kind: row.kind };
    const next = { evidence: [...facts.evidence, row] };
    return ok(alterMilestone(facts, { type: 'evidence_added', after }, {}, next, [{ add: 'evidence', row }]));
  },
  news: (facts, { person }) =>
    facts.milestone.stage === null ? undefined : evidenceNews(facts, person.name),
  requests: tellsCoaches,
  done: ({ milestone, evidence: pieces }) =>
    [`Evidence for ${milestoneName(milestone)}`, ...pieces.slice(-1).map(describe)].join(': '),
});

/** Tells the coaches of a company of new evidence for a stage, each in their own chat (STG-4). */
function tellsCoaches(facts: MilestoneFacts): Request<Card> | undefined {
  const piece = facts.evidence.at(-1);
  if (facts.milestone.stage === null || !piece) return undefined;
  const messages = facts.approvers
    .filter(({ id }) => id !== piece.addedById)
    .map(({ id }) => ({ personId: id, card: evidenceForCoach(facts) }));
  return messages.length > 0 ? { is: 'direct', messages, at: piece.addedAt } : undefined;
}

type Given = z.output<typeof input>;
type Piece = Pick<Evidence, 'title' | 'url' | 'value' | 'target'>;

function metric({ what, detail, target }: Given): Outcome<Piece> {
  if (!detail) return invalid('evidence', 'detail', 'A metric needs its value, such as 7.');
  if (!isFigure(detail))
    return invalid('evidence', 'detail', `The value of a metric must be a number; you wrote “${detail}”.`);
  if (target && !isFigure(target))
    return invalid('evidence', 'target', `The target must be a number; you wrote “${target}”.`);
  return ok({ title: what, url: null, value: detail, target: target ?? null });
}

function document({ what, detail, target }: Given): Outcome<Piece> {
  if (target) return invalid('evidence', 'target', 'Only a metric has a target.');
  if (!/^https?:/i.test(what.trim()))
    return invalid('evidence', 'what', `The link must begin with https:// or http://; you wrote “${what}”.`);
  const url = webAddress(what);
  if (url === undefined)
    return invalid(
      'evidence',
      'what',
      'This link cannot be opened: it is not complete, or longer than 2,000 characters.',
    );
  return ok({ title: detail ?? what, url, value: null, target: null });
}

/** Returns the id of the criterion that evidence is for, null if none was named; refuses any other item. */
export function criterionOf(
  command: string,
  facts: MilestoneFacts,
  typed: string | undefined,
): Outcome<string | null> {
  if (!typed) return ok(null);
  const numbers = parseItemReference(typed);
  const item = facts.items.find(
    (one) => one.number === numbers.item && numbers.milestone === facts.milestone.number,
  );
  if (!item) return invalid(command, 'for', `There is no item ${typed} on this milestone.`);
  return item.kind === 'criterion'
    ? ok(item.id)
    : invalid(command, 'for', `Item ${typed} is not a criterion. Choose a criterion, or leave “for:” out.`);
}
