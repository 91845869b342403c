import { pairsOf } from './draft.ts';
import { closeLabel } from './headings.ts';
import { plain, textIn } from './inline.ts';
import type { Line } from './lines.ts';
import { isOwnDay } from './own-days.ts';
import { beginsWithDay, readItem, readProse } from './plan.ts';
import { readCadence } from './sections/cadence.ts';
import { readContingency } from './sections/contingencies.ts';
import { beginDecision, partNamed, readDecision } from './sections/decisions.ts';
import { readMetric } from './sections/metrics.ts';
import { readRisk } from './sections/risks.ts';
import { innermost, milestoneHere, notesOf, type OpenHeading, type State } from './state.ts';

/** Reads a list item or a line of prose by its section. */
export function readText(state: State, line: Line & { is: 'item' | 'prose' }): void {
  const { draft } = state;
  const { n, text } = line;
  const isItem = line.is === 'item';
  const depth = isItem ? nest(state.indents, line.indent) : 0;
  if (!isItem) closeLabel(state, state.lastItem < n - 1);
  state.lastItem = isItem ? n : Number.POSITIVE_INFINITY;
  const at = innermost(state);
  const plainText = () => textIn(text);
  if (isOwnDay(draft, text, state.open.length === 0) && !(isItem && at.section === 'decisions'))
    draft.structure.add(n);
  else if (!isItem && (state.isFooter || /^\[[^\]]{1,100}\]:\s/.test(text)))
    draft.description.push(plainText());
  else if (at.section === 'notes') notesOf(draft, at.milestone).push(plainText());
  else if (at.section !== 'plan') {
    if (!readEntry(state, n, at, { text, depth })) draft.unread.push({ line: n, text: line.raw.trim() });
  } else if (isItem || beginsWithDay(draft, text)) {
    const milestone = draft.milestones[milestoneHere(state)];
    if (milestone) readItem(draft, milestone, n, { text, depth });
  } else readProse(draft, at.milestone, n, text);
}

/** Opens a list level of this indent and returns its depth from 0. */
function nest(indents: number[], indent: number): number {
  while (indents.length > 0 && (indents.at(-1) ?? 0) >= indent) indents.pop();
  return indents.push(indent) - 1;
}

/** Reads a line of a section other than the plan; false if it was not understood. */
function readEntry(
  state: State,
  n: number,
  at: OpenHeading,
  { text, depth }: { text: string; depth: number },
): boolean {
  const { draft } = state;
  const { section } = at;
  if (section === 'decisions' && !at.heading && at.name && isPart(text)) {
    beginDecision(draft, n, at.name);
    at.heading = { text: at.name, date: null, line: n, used: true };
  }
  const place = { heading: at.heading, depth, part: state.part };
  switch (section) {
    case 'decisions': {
      const isRead = readDecision(draft, place, n, text);
      state.part = place.part;
      return isRead;
    }
    case 'metrics':
      return readMetric(draft, place, n, text);
    case 'risks':
      return readRisk(draft, place, n, text);
    case 'contingencies':
      return readContingency(draft, place, n, text);
    case 'cadence':
      return readCadence(draft, place, n, text);
    case 'dependencies':
    case 'notes':
    case 'plan':
      return false;
    default:
      return section satisfies never;
  }
}

/** Whether a line is part of a decision in a section without headings. */
function isPart(text: string): boolean {
  const [pair] = pairsOf(text);
  return partNamed(plain(pair ? pair.lead : text)) !== undefined || /^\[[ xX]\]/.test(text);
}
