import type {
  DocumentDecision,
  DocumentItem,
  DocumentMilestone,
  PlanDocument,
} from '../../domain/documents/document.ts';
import { typedPercent } from '../../domain/text/wording.ts';
import { findDate } from '../read/dates.ts';
import { type Draft, itemOf, milestoneOf, newDraft } from '../read/draft.ts';
import { asLiteral, pairOf, plain, wholeLiteral } from '../read/inline.ts';
import { layoutOf } from '../read/layout.ts';
import { linesOf } from '../read/lines.ts';
import { markOf, statusOfHeading, undecorated } from '../read/marks.ts';
import { mended } from '../read/mojibake.ts';
import { dayNamed, notSet } from '../read/own-days.ts';
import { beginsWithDay, isKeyed } from '../read/plan.ts';
import { beginDecision, partOf, peopleIn } from '../read/sections/decisions.ts';
import { isContainer, sectionOf } from '../read/sections/section.ts';
import { impliedStatus } from '../read/settle.ts';

/**
 * Writes a plan as Markdown that reads back to the same plan (LCH-1), whatever its texts contain:
 * a text that would be read as something else is written as a code span, which is read literally.
 * Order is stable with one thing per line, so that it can be kept under version control.
 */
export function writeDocument(document: PlanDocument): string {
  const drafts = (['month', 'day'] as const).map((order) => draftOf(document, order));
  const ofMilestones = document.risks.some(({ milestone }) => milestone !== null);
  const parts = [
    ...(document.title === null ? [] : [`# ${titleText(document.title)}`]),
    `**Current date**: ${document.today}\n**Launch date**: ${document.target ?? notSet}`,
    document.description.map((line) => proseText(drafts, line)).join('\n'),
    ...document.milestones.map((one, at) => milestoneText(drafts, one, at)),
    section(
      'Decisions',
      document.decisions.map((one) => decisionText(drafts, one)),
    ),
    table(
      'Dependencies',
      ['Milestone', 'Requires'],
      document.dependencies.map(({ milestone, requires }) => [cell(milestone), cell(requires)]),
    ),
    table(
      'Metrics',
      ['Metric', 'Target', 'Checkpoint'],
      document.metrics.map(({ name, target, checkpoint }) => [
        cell(name),
        cell(target),
        isDay(checkpoint) ? checkpoint : cell(checkpoint, (text) => isDateless(drafts, text)),
      ]),
    ),
    table(
      'Risks',
      ['Risk', 'Level', 'Resolve by', 'Owner', ...(ofMilestones ? ['Milestone'] : [])],
      document.risks.map(({ text, level, resolveBy, owner, milestone }) => [
        cell(text),
        level ?? '',
        resolveBy ?? '',
        cell(owner),
        ...(ofMilestones ? [cell(milestone)] : []),
      ]),
    ),
    table(
      'Contingencies',
      ['If', 'Then', 'On'],
      document.contingencies.map(({ on, when, action }) => [
        cell(when, (text) => !/^if\s/i.test(text)),
        cell(action),
        on ?? '',
      ]),
    ),
    table(
      'Communication',
      ['What', 'Rule'],
      document.cadence.map(({ what, rule }) => [
        cell(what),
        cell(rule, (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) || isDateless(drafts, text)),
      ]),
    ),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** The draft that the reader would have; dates without a year depend on it. */
const draftOf = ({ today, target, milestones }: PlanDocument, order: Draft['order']): Draft => ({
  ...newDraft(today),
  target,
  launch: target,
  begins: today,
  milestones,
  order,
});

const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text);
const isDateless = (drafts: Draft[], text: string) => drafts.every((draft) => !findDate(text, draft));

/** Whether a text reads back unchanged as a heading, item or prose. */
function staysAs(before: string, text: string, is: 'heading' | 'item' | 'prose'): boolean {
  const lines = linesOf(`${before}${text}`);
  const [line] = lines;
  return (
    lines.length === 1 &&
    line?.is === is &&
    line.text === text &&
    plain(text) === text &&
    wholeLiteral(text) === undefined
  );
}

/** Whether a text has no marks, mojibake or separators that reading would change. */
const isTidy = (text: string) =>
  plain(text) === text &&
  mended(text) === text &&
  wholeLiteral(text) === undefined &&
  !/`|<!--|\s[|·•]\s|\s{2}|[^\S ]/.test(text);

/** Whether a text has no key of the document's own dates. */
const hasNoOwnDayKey = (text: string) => {
  const lead = pairOf(text)?.lead;
  return lead === undefined || dayNamed(lead, true) === undefined;
};

const titleText = (title: string) =>
  staysAs('# ', title, 'heading') && undecorated(title) === title && sectionOf(title, false) === undefined
    ? title
    : asLiteral(title);

function proseText(drafts: Draft[], text: string): string {
  const [laid] = layoutOf(text, '2000-01-01').lines;
  const same =
    staysAs('', text, 'prose') &&
    laid?.is === 'prose' &&
    /^[\p{L}\p{N}("“]/u.test(text) &&
    !/\s[|·•]\s/.test(text) &&
    hasNoOwnDayKey(text) &&
    !isKeyed(text) &&
    !drafts.some((draft) => beginsWithDay(draft, text));
  return same ? text : asLiteral(text);
}

function milestoneText(drafts: Draft[], milestone: DocumentMilestone, at: number): string {
  const { start, due, priority, share, owner, items, description } = milestone;
  const facts = [
    ...(start ? [`**Start**: ${start}`] : []),
    ...(due ? [`**Due**: ${due}`] : []),
    ...(saysStatus(drafts, milestone) ? [`**Status**: ${milestone.status.replace('_', ' ')}`] : []),
    ...(priority ? [`**Priority**: ${priority}`] : []),
    ...(share === null ? [] : [`**Share**: ${typedPercent(share)}`]),
  ].join(' · ');
  const ownerLine = owner === null ? '' : `**Owner**: ${milestoneOwnerText(drafts, owner)}`;
  return [
    `${'#'.repeat(1 + depthOf(drafts[0], at))} ${nameText(drafts, milestone)}`,
    [facts, ownerLine].filter(Boolean).join('\n'),
    items.map((item) => itemText(drafts, milestone, item)).join('\n'),
    description.map((line) => proseText(drafts, line)).join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function depthOf(draft: Draft | undefined, at: number): number {
  const parent = draft?.milestones[at]?.parent ?? null;
  return parent === null ? 1 : 1 + depthOf(draft, parent);
}

/** Whether the status must be written because reading would not infer "upcoming". */
function saysStatus([draft]: Draft[], milestone: DocumentMilestone): boolean {
  if (milestone.status !== 'upcoming' || impliedStatus(milestone) !== undefined) return true;
  for (let up = milestone.parent; up !== null; up = draft?.milestones[up]?.parent ?? null)
    if (draft?.milestones[up]?.status === 'done') return true;
  return false;
}

function nameText(drafts: Draft[], milestone: DocumentMilestone): string {
  const { name, status } = milestone;
  const state = statusOfHeading(name);
  const same =
    staysAs('## ', name, 'heading') &&
    sectionOf(name, false) === undefined &&
    !isContainer(name) &&
    (state === undefined || state === status) &&
    drafts.every((draft) => {
      const read = milestoneOf({ ...draft, remarks: [] }, 0, name, milestone.parent);
      const keys = ['start', 'due', 'priority', 'share', 'owner'] as const;
      return read.name === name && keys.every((key) => read[key] === null || milestone[key] !== null);
    });
  return same ? name : asLiteral(name);
}

const boxes: Record<DocumentItem['state'], string> = {
  open: '[ ]',
  done: '[x]',
  in_progress: '[ ] 🔄',
  waiting: '[ ] ⏳',
  failed: '[ ] ❌',
};

/** A line of an owner that begins with a date would be read as an item. */
const milestoneOwnerText = (drafts: Draft[], owner: string) =>
  drafts.some((draft) => beginsWithDay(draft, `**Owner**: ${owner}`))
    ? asLiteral(owner)
    : valueText('**Owner**: ', owner);

const ownerText = (owner: string) =>
  isTidy(owner) && /^[\p{L}\p{N}][\p{L}\p{N} .'_-]*$/u.test(owner) ? owner : asLiteral(owner);

function itemText(drafts: Draft[], milestone: DocumentMilestone, item: DocumentItem): string {
  const { text, state, start, date, owner, depth } = item;
  const unranked = milestone.priority !== null && item.priority === null;
  const priority = unranked ? 'no priority' : item.priority?.toUpperCase();
  const details = [
    ...(priority ? [priority] : []),
    ...(start ? [`start ${start}`] : []),
    ...(date ? [`due ${date}`] : []),
    ...(owner === null ? [] : [`owner: ${ownerText(owner)}`]),
  ].join(', ');
  const line = (words: string) => `${boxes[state]} ${words}${details === '' ? '' : ` (${details})`}`;
  const same =
    !unranked &&
    staysAs('- ', text, 'item') &&
    drafts.every((draft) => {
      const read = itemOf({ ...draft, remarks: [] }, 0, line(text), { depth, within: milestone });
      return (
        JSON.stringify(read) ===
        JSON.stringify({ text, state, start, date, priority: item.priority, owner, depth })
      );
    });
  return `${'  '.repeat(depth)}- ${line(same ? text : asLiteral(text))}`;
}

/** Writes the value of a key. */
function valueText(key: string, text: string): string {
  const line = `${key}${text}`;
  const same = isTidy(text) && !/\s[|·•]\s/.test(line) && markOf(line).rest === line;
  return same && pairOf(line)?.rest === text ? text : asLiteral(text);
}

function decisionText(
  drafts: Draft[],
  { question, on, criteria, fallback, voters }: DocumentDecision,
): string {
  const named = sectionOf(question, false);
  const same =
    staysAs('### ', question, 'heading') &&
    (named === undefined || named === 'decisions' || named === 'notes') &&
    drafts.every((draft) => {
      const read: Draft = { ...draft, decisions: [], remarks: [] };
      beginDecision(read, 0, question);
      const [made] = read.decisions;
      return made?.question === question && (made.on === null || made.on === on);
    });
  const lines = [
    ...(on ? [`- On: ${on}`] : []),
    ...(criteria.length > 0 ? ['- Criteria:', ...criteria.map((one) => `  - ${lineText(one)}`)] : []),
    ...(fallback === null ? [] : [`- Fallback: ${valueText('Fallback: ', fallback)}`]),
    ...(voters.length > 0 ? ['- Voters:', ...voters.map((one) => `  - ${voterText(one)}`)] : []),
  ];
  return [`### ${same ? question : asLiteral(question)}`, lines.join('\n')].filter(Boolean).join('\n\n');
}

const voterText = (name: string) =>
  peopleIn(name).length === 1 && peopleIn(name)[0] === name ? lineText(name) : asLiteral(name);

/** Writes a list line below a key. */
function lineText(text: string): string {
  const pair = pairOf(text);
  const same =
    staysAs('- ', text, 'item') &&
    markOf(text).state === undefined &&
    markOf(text).rest === text &&
    (pair === undefined || partOf(pair.lead) === undefined) &&
    partOf(text.replace(/\s*[:：]$/, '')) === undefined &&
    hasNoOwnDayKey(text);
  return same ? text : asLiteral(text);
}

const section = (name: string, parts: string[]) =>
  parts.length === 0 ? '' : [`## ${name}`, ...parts].join('\n\n');

/** Writes a text as a table cell. */
function cell(text: string | null, more: (text: string) => boolean = () => true): string {
  if (text === null) return '';
  const same =
    isTidy(text) &&
    !text.includes('|') &&
    !/^[-–—]*$/.test(text) &&
    hasNoOwnDayKey(`${text}: x`) &&
    more(text);
  return same ? text : asLiteral(text).replaceAll('|', '\\|');
}

function table(name: string, head: string[], rows: string[][]): string {
  if (rows.length === 0) return '';
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [`## ${name}`, '', row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}
