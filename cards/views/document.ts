import { count, inWords } from '../../src/domain/dates.ts';
import type { PlanDocument, Remark } from '../../src/domain/document.ts';
import { type Block, type Card, type Item, note, plain, strong, text } from '../model.ts';
import { excerpt, joined } from './words.ts';

const mostMilestones = 8;
const mostRemarks = 8;
const longest = 120;

/** What was understood of a document, and each line that was not (LCH-1). */
export function documentCard(document: PlanDocument): Card {
  const { title, target, today, milestones, unread, remarks } = document;
  return note(joined([title ?? 'A plan without a title', target && `launch ${inWords(target, today)}`]), [
    text(`Understood: ${understood(document)}.`),
    ...headed(
      '',
      milestones.map((one) => line(milestoneWords(one, today))),
      mostMilestones,
    ),
    ...headed('Not understood', unread.map(remarkLine), mostRemarks),
    ...headed('Worth a look', remarks.map(remarkLine), mostRemarks),
  ]);
}

/** "3 phases, 14 milestones, 25 items, 20 dates, 2 people, …", without what there is none of. */
function understood(document: PlanDocument): string {
  const { milestones, decisions, metrics, risks, contingencies, cadence } = document;
  const phases = new Set(milestones.map(({ parent }) => parent).filter((parent) => parent !== null));
  const items = milestones.flatMap((one) => one.items);
  const named = [...milestones, ...items];
  const dates = [
    ...milestones.flatMap(({ start, due }) => [start, due]),
    ...items.map(({ date }) => date),
    ...decisions.map(({ on }) => on),
    ...risks.map(({ resolveBy }) => resolveBy),
    ...contingencies.map(({ on }) => on),
  ].filter((date) => date !== null).length;
  const people = new Set(named.flatMap(({ owner }) => (owner ? [owner.toLowerCase()] : [])));
  const counted: [number, string, string?][] = [
    [phases.size, 'phase'],
    [milestones.length - phases.size, 'milestone'],
    [items.length, 'item'],
    [dates, 'date'],
    [people.size, 'person', 'people'],
    [named.filter(({ priority }) => priority !== null).length, 'priority', 'priorities'],
    [decisions.length, 'decision'],
    [metrics.length, 'metric'],
    [risks.length, 'risk'],
    [contingencies.length, 'contingency', 'contingencies'],
    [cadence.length, 'cadence'],
  ];
  return (
    joined(
      counted.map(
        ([size, one, many]) => size > 0 && (many && size > 1 ? `${size} ${many}` : count(size, one)),
      ),
    ) || 'nothing of a plan'
  );
}

function milestoneWords(
  { name, start, due, status, items }: PlanDocument['milestones'][number],
  today: string,
): string {
  const when = due && (start ? `${inWords(start, today)} to ${inWords(due, today)}` : inWords(due, today));
  return joined([
    excerpt(name, longest),
    when,
    status === 'upcoming' ? null : status.replace('_', ' '),
    items.length > 0 && count(items.length, 'item'),
  ]);
}

const remarkLine = ({ line: n, text: said }: Remark): Item => line(`Line ${n}: ${excerpt(said, longest)}`);
const line = (words: string): Item => ({ spans: [plain(words)] });

function headed(heading: string, lines: Item[], most: number): Block[] {
  if (lines.length === 0) return [];
  const rest = lines.length - most;
  const items = rest > 0 ? [...lines.slice(0, most), line(`and ${rest} more`)] : lines;
  return [...(heading ? [text([strong(heading)])] : []), { is: 'list', items }];
}
