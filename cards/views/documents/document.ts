import type { FigureReading, PlanDocument, Remark } from '../../../src/domain/documents/document.ts';
import type { Difference } from '../../../src/domain/documents/plan-difference.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { formatDate, plural } from '../../../src/domain/time/dates.ts';
import {
  type Action,
  type Block,
  type Card,
  code,
  heading,
  type Item,
  note,
  plain,
  type Span,
  strong,
  text,
} from '../../model.ts';
import { firstItems, item } from '../first-items.ts';
import { joined } from '../words.ts';

const maxMilestones = 8;
const maxRemarks = 8;
const maxDescriptionLines = 4;
const maxCharacters = 120;

/** Shows what was understood of a document, and each line that was not (LCH-1). */
export function documentCard(document: PlanDocument): Card {
  const { title, target, today, milestones } = document;
  return note(joined([title ?? 'A plan without a title', target && `launch ${formatDate(target, today)}`]), [
    text(`Found: ${understoodWords(document)}.`),
    ...milestoneLines(milestones, today),
    ...figureLines(document),
    ...doubts(document),
  ]);
}

/** A document compared with a project's plan. `id` is set while the import waits for confirmation. */
export type ImportView = {
  document: PlanDocument;
  difference: Difference;
  project: string;
  id: string | null;
  /** Milestones that are missing from the document are dropped. */
  dropping: boolean;
};

/** Shows what importing a document would change, or has changed (LCH-1). */
export function importCard(
  { document, difference, project, id, dropping }: ImportView,
  { today }: { today: string },
): Card {
  const { target } = document;
  const { parts } = difference;
  const added = parts.filter((part) => part.added > 0).map((part) => plural(part.added, part.what));
  const changed = parts.flatMap((part) => part.changed).map((words) => item(excerpt(words, maxCharacters)));
  const gone = parts.flatMap((part) => part.gone).map(({ name }) => item(excerpt(name, maxCharacters)));
  const remarks = parts.flatMap((part) => part.remarks);
  const same = added.length + changed.length + gone.length === 0;
  // When the whole plan is new, its milestones are worth reading with their dates.
  const isFirst =
    id !== null &&
    parts.some(
      ({ names, changed: there }) =>
        there.length === 0 && names.length >= Math.max(1, document.milestones.length),
    );
  const waits = id !== null || same;
  const blocks: Block[] = [
    ...(waits ? [text(`Found: ${understoodWords(document)}.`)] : []),
    ...(isFirst ? milestoneLines(document.milestones, today) : []),
    ...(target ? [text(`The launch is on ${formatDate(target, today)}.`)] : []),
    ...(same ? [text(`${project} matches the document already.`)] : []),
    ...(added.length > 0 ? [text([strong('New'), plain(`: ${added.join(', ')}.`)])] : []),
    ...(isFirst || !waits
      ? []
      : headed(
          '',
          parts.flatMap(({ names }) => names).map((name) => item(excerpt(name, maxCharacters))),
          maxRemarks,
        )),
    ...headed('Changes', changed, maxRemarks),
    ...headed(dropping ? 'Removed' : 'Not in the document, but stays in the plan', gone, maxRemarks),
    ...(waits ? figureLines(document) : []),
    ...remarks.slice(0, maxRemarks).map((words) => text(excerpt(words, 3 * maxCharacters), 'quiet')),
    ...(waits ? doubts(document) : []),
    ...(id === null
      ? []
      : headed(
          'Not imported',
          document.description.map((words) => item(excerpt(words, maxCharacters))),
          maxDescriptionLines,
        )),
  ];
  return {
    title: [plain(project)],
    subtitle: [plain(waits ? 'preview of an import' : 'imported')],
    blocks,
    actions: id === null ? [] : importActions(id, document),
    more: id === null ? [] : moreActions(id, document, gone.length),
  };
}

const shiftAction = (id: string): Action => ({
  label: 'Change dates',
  command: 'import-dates',
  input: { import: id },
  redraws: true,
});

const importActions = (id: string, { figures }: PlanDocument): Action[] => [
  { label: 'Import', command: 'import-apply', input: { import: id }, style: 'primary', redraws: true },
  figures ? orderAction(id, figures) : shiftAction(id),
  { label: 'Cancel', command: 'import-cancel', input: { import: id }, redraws: true },
];

const moreActions = (id: string, { figures }: PlanDocument, gone: number): Action[] => [
  ...(figures ? [shiftAction(id)] : []),
  ...(gone > 0 ? [dropAction(id, gone)] : []),
];

const orderAction = (id: string, { order }: FigureReading): Action => ({
  label: order === 'day' ? 'Read the month first' : 'Read the day first',
  command: 'import-order',
  input: { import: id },
  redraws: true,
});

/** Says how dates such as 10/12/2026 were read, where that was a guess or a choice. */
function figureLines({ figures }: PlanDocument): Block[] {
  if (!figures) return [];
  const { order, by, example } = figures;
  const why = {
    reader: 'as in your time zone; the document does not say',
    default: 'because the document does not say',
    choice: 'as you chose',
  }[by];
  return [text(`Dates such as ${excerpt(example, 30)} have the ${order} first, ${why}.`)];
}

const dropAction = (id: string, count: number): Action => ({
  label: 'Import and remove the rest',
  command: 'import-apply',
  input: { import: id, drop: 'yes' },
  style: 'danger',
  redraws: true,
  confirm: {
    title: 'Remove what is not in the document?',
    text: `${plural(count, 'entry')} that ${count === 1 ? 'is' : 'are'} not in the document will be removed.`,
    yes: 'Import and remove',
  },
});

/** Shows a plan as Markdown, up to `maxLength` characters. */
export const exportCard = (name: string, source: string, maxLength: number): Card =>
  note(
    `${name} as Markdown`,
    markdownBlocks(source.trimEnd(), maxLength, [
      plain('to get all of it, run this in a terminal: '),
      code(`milepost export --project "${name.replaceAll('"', '')}" > plan.md`),
    ]),
  );

/** Shows whole lines of Markdown up to `maxLength` characters; `rest` says where to read the others. */
export function markdownBlocks(source: string, maxLength: number, rest: Span[]): Block[] {
  const lines = source.split('\n');
  let length = 0;
  const end = lines.findIndex((one) => {
    length += one.length + 1;
    return length > maxLength;
  });
  if (end < 0) return [{ is: 'verbatim', text: source }];
  const left = plain(`and ${plural(lines.length - end, 'more line')}; `);
  return [{ is: 'verbatim', text: lines.slice(0, end).join('\n') }, text([left, ...rest])];
}

const doubts = ({ unread, remarks }: PlanDocument): Block[] => [
  ...headed('Could not read', unread.map(remarkLine), maxRemarks, linesAfter(unread)),
  ...headed('Worth a look', remarks.map(remarkLine), maxRemarks, linesAfter(remarks)),
];

const maxRanges = 60;

/** Lists the lines of the remarks that are not shown: "lines 40, 42-51". */
function linesAfter(remarks: readonly Remark[]): string {
  const ranges: [number, number][] = [];
  for (const { line: n } of remarks.slice(maxRemarks)) {
    const last = ranges.at(-1);
    if (last && n <= last[1] + 1) last[1] = n;
    else ranges.push([n, n]);
  }
  const said = ranges.slice(0, maxRanges).map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`));
  return `: lines ${said.join(', ')}${ranges.length > maxRanges ? ' …' : ''}`;
}

/** "3 phases, 14 milestones, 25 items, 20 dates, 2 people, …", without counts of zero. */
function understoodWords(document: PlanDocument): string {
  const { milestones, dependencies, decisions, metrics, risks, contingencies, cadence } = document;
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
  const counted: [number, string][] = [
    [phases.size, 'phase'],
    [milestones.length - phases.size, 'milestone'],
    [items.length, 'item'],
    [dates, 'date'],
    [people.size, 'person'],
    [named.filter(({ priority }) => priority !== null).length, 'priority'],
    [dependencies.length, 'dependency'],
    [decisions.length, 'decision'],
    [metrics.length, 'metric'],
    [risks.length, 'risk'],
    [contingencies.length, 'contingency'],
    [cadence.length, 'cadence'],
  ];
  return joined(counted.map(([size, one]) => size > 0 && countWords(size, one))) || 'no milestones or dates';
}

/** "2 people", "3 contingencies". */
const countWords = (size: number, one: string): string =>
  one === 'person' && size !== 1 ? `${size} people` : plural(size, one);

function milestoneWords(
  { name, start, due, status, items }: PlanDocument['milestones'][number],
  today: string,
): string {
  const when =
    due && (start ? `${formatDate(start, today)} to ${formatDate(due, today)}` : formatDate(due, today));
  return joined([
    excerpt(name, maxCharacters),
    when,
    status === 'upcoming' ? null : status.replace('_', ' '),
    items.length > 0 && plural(items.length, 'item'),
  ]);
}

const remarkLine = ({ line: n, text: said }: Remark): Item =>
  item(`Line ${n}: ${excerpt(said, maxCharacters)}`);

const milestoneLines = (milestones: PlanDocument['milestones'], today: string): Block[] =>
  headed(
    '',
    milestones.map((one) => item(milestoneWords(one, today))),
    maxMilestones,
  );

function headed(title: string, lines: Item[], maxLines: number, after = ''): Block[] {
  if (lines.length === 0) return [];
  const list: Block = { is: 'list', items: firstItems(lines, maxLines, after) };
  return title ? [heading(title), list] : [list];
}
