import type { DocumentItem, DocumentMilestone } from '../../domain/documents/document.ts';
import { type Draft, dateIn, itemOf, pairsOf } from './draft.ts';
import { type LeadIn, plain, textIn, wholeLiteral } from './inline.ts';
import { markOf, ownerOf, priorityNamed, shareOf, statusOf } from './marks.ts';

/** Keys of dependencies, which are not items. */
const isDependency = /^(?:depends on|dependenc(?:y|ies)|blocked by|requires|prerequisites?)$/i;

/** Reads a list line: an item of the milestone, or a field of the milestone or of an item. */
export function readItem(
  draft: Draft,
  milestone: DocumentMilestone,
  line: number,
  { text, depth }: { text: string; depth: number },
): void {
  const pairs = markOf(text).state === undefined ? pairsOf(text) : [];
  const above = depth === 0 ? undefined : parentOf(milestone.items, depth);
  if (depth === 0 && pairs.length > 0 && pairs.every(({ lead }) => isDependency.test(lead))) {
    milestone.description.push(plain(text));
    return;
  }
  const tell = (pair: LeadIn) =>
    depth === 0
      ? applyField(draft, milestone, line, pair)
      : above && applyItemField(draft, above, line, pair);
  if (pairs.length > 0 && pairs.every(tell)) return;
  const unmarked = isOver(draft, milestone) ? 'done' : 'open';
  milestone.items.push(itemOf(draft, line, text, { depth, within: milestone, unmarked }));
}

/** Whether the nearest milestone with its own status, from this one upwards, is done. */
export function isOver({ milestones, stated }: Draft, milestone: DocumentMilestone): boolean {
  for (let at: DocumentMilestone | undefined = milestone; at; at = milestones[at.parent ?? -1])
    if (stated.has(at)) return at.status === 'done';
  return false;
}

/** Returns the item that contains one of this depth. */
const parentOf = (items: readonly DocumentItem[], depth: number) =>
  items.findLast((item) => item.depth < depth);

/** Reads prose: fields of the milestone, else a line of the description. */
export function readProse(draft: Draft, at: number | null, line: number, text: string): void {
  const of = at === null ? undefined : draft.milestones[at];
  const pairs = wholeLiteral(text) === undefined ? pairsOf(text) : [];
  if (of && pairs.length > 0 && pairs.every((pair) => applyField(draft, of, line, pair))) return;
  (of ?? draft).description.push(textIn(text));
}

/** Whether a line of prose begins with its date: "Mon 2 Mar - kick-off with the agency". */
export function beginsWithDay(draft: Draft, text: string): boolean {
  const bare = plain(text);
  if (wholeLiteral(text) !== undefined || !/\d/.test(bare.slice(0, 20)) || bare.length > 200) return false;
  const item = itemOf({ ...draft, remarks: [] }, 0, text, { depth: 0 });
  return item.date !== null && item.text !== bare && bare.endsWith(item.text.slice(-20));
}

const keys = {
  owner: /^(?:(?:project |document )?owners?|lead|assignee|assigned to|dri|responsible|who|driver|pm)$/i,
  due: /^(?:due(?: date| by)?|dates?|deadline|when|target(?: date)?|timeline|timeframe|duration|period|window|eta|end(?: date)?|ends|finish|complete by)$/i,
  start: /^(?:starts?|start date|begins?|kick-?off)$/i,
  status: /^(?:status|state)$/i,
  priority: /^(?:priority|prio)$/i,
  share: /^(?:share|payment|weight)$/i,
} as const;
type Key = keyof typeof keys;
const names = Object.keys(keys) as Key[];

const keyOf = (lead: string) => names.find((name) => keys[name].test(lead));

/** Sets a field of the milestone; false if the key is unknown or the value says more. */
function applyField(
  draft: Draft,
  milestone: DocumentMilestone,
  line: number,
  { lead, rest }: LeadIn,
): boolean {
  const key = keyOf(lead);
  const over = milestone.parent === null ? undefined : draft.milestones[milestone.parent];
  switch (key) {
    case 'owner':
      milestone.owner = rest.replace(/^@/, '');
      return true;
    case 'due':
    case 'start': {
      const found = dateIn(draft, line, rest, { within: over });
      if (found?.rest !== '') return false;
      if (key === 'due') milestone.due = found.due;
      milestone.start = key === 'start' ? found.due : (found.start ?? milestone.start);
      return true;
    }
    case 'status': {
      const status = statusOf(rest);
      if (!status) return false;
      milestone.status = status;
      draft.stated.add(milestone);
      return isBareStatus(rest);
    }
    case 'priority':
      return setPriority(milestone, rest);
    case 'share': {
      const { share } = shareOf(`(${rest})`);
      milestone.share = share ?? milestone.share;
      return share !== null;
    }
    case undefined:
      return false;
    default:
      return key satisfies never;
  }
}

/** Sets the priority that a value names; false where the value says more than that. */
function setPriority(of: DocumentMilestone | DocumentItem, value: string): boolean {
  const priority = priorityNamed(value);
  of.priority = priority ?? of.priority;
  return priority !== undefined && /^p[0-3]$/i.test(value);
}

const itemStates = {
  done: 'done',
  in_progress: 'in_progress',
  blocked: 'waiting',
  upcoming: 'open',
  dropped: 'failed',
} as const;

const isBareStatus = (text: string) =>
  text
    .replaceAll(/[^\p{L} _]/gu, '')
    .trim()
    .split(/\s+/).length <= 2 && !/\d/.test(text);

/** Sets a field of an item from a nested line, such as "Owner: @ana"; false as above. */
function applyItemField(draft: Draft, item: DocumentItem, line: number, { lead, rest }: LeadIn): boolean {
  const key = keyOf(lead);
  switch (key) {
    case 'owner':
      item.owner = ownerOf(rest).owner ?? rest.replace(/^@/, '');
      return true;
    case 'due': {
      const found = dateIn(draft, line, rest);
      item.date = found?.due ?? item.date;
      return found?.rest === '';
    }
    case 'priority':
      return setPriority(item, rest);
    case 'status': {
      const status = statusOf(rest);
      if (!status) return false;
      if (item.state === 'open') item.state = itemStates[status];
      return isBareStatus(rest);
    }
    case 'start':
    case 'share':
    case undefined:
      return false;
    default:
      return key satisfies never;
  }
}

/** Whether a line has a known key. */
export const isKeyed = (text: string): boolean => pairsOf(text).some(({ lead }) => keyOf(lead) !== undefined);
