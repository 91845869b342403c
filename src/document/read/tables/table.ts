import type { Draft } from '../draft.ts';
import { plain } from '../inline.ts';
import type { Line } from '../lines.ts';
import { dayNamed, fieldIn, isOwnDay, keysOf } from '../own-days.ts';
import { innermost, notesOf, type OpenHeading, type State } from '../state.ts';
import type { Row } from './cells.ts';
import { type Head, namesColumns } from './columns.ts';
import { milestoneRow } from './milestone-row.ts';
import { cadenceRow, contingencyRow, decisionRow, linkRow, metricRow, riskRow } from './section-rows.ts';

type RowLine = Line & { is: 'row' };

const noHead: Head = ['', ''];

/** Reads a row: the head of a table, a field of the document, or an entry of its section. */
export function readTableRow(state: State, { n, cells, raw, head: isHead }: RowLine): void {
  const { draft, table } = state;
  const at = innermost(state);
  const field = fieldIn(cells);
  const isField = field !== undefined && !(table && namesColumns(table.head));
  if (isField && isOwnDay(draft, field, state.open.length === 0)) {
    state.table = { head: table?.head ?? noHead, last: n };
    draft.structure.add(n);
  } else if (field !== undefined && isHead && state.fieldHeads.has(n)) {
    if (!isFieldTable(cells)) notesOf(draft, at.milestone).push(field);
    state.table = { head: noHead, last: n };
  } else if (isHead || !table || table.last < n - 2) {
    state.table = { head: cells, last: n };
    if (isHead) draft.structure.add(n);
  } else {
    const { head } = table;
    table.last = n;
    if (at.section === 'notes' || isFieldTable(head)) {
      const words = cells.map(plain).filter((cell) => cell !== '');
      notesOf(draft, at.milestone).push(words.join(words.length === 2 ? ': ' : ', '));
    } else if (!readRow(draft, at, n, { head, cells })) draft.unread.push({ line: n, text: raw.trim() });
    else if (at.heading) at.heading.used = true;
  }
}

/** Reads a row by the section of its table; false if it was not understood. */
function readRow(draft: Draft, { section, milestone, heading }: OpenHeading, n: number, row: Row): boolean {
  switch (section) {
    case 'metrics':
      return metricRow(draft, heading?.date ?? heading?.text ?? null, n, row);
    case 'risks':
      return riskRow(draft, { level: heading?.text ?? '', checkpoint: heading?.date ?? null }, n, row);
    case 'contingencies':
      return contingencyRow(draft, n, row);
    case 'dependencies':
      return linkRow(draft, row);
    case 'decisions':
      return decisionRow(draft, n, row);
    case 'cadence':
      return cadenceRow(draft, n, row);
    case 'plan':
      return milestoneRow(draft, milestone, n, row);
    case 'notes':
      return false;
    default:
      return section satisfies never;
  }
}

/** Whether a head belongs to a table of document fields: "Field | Value". */
const isFieldTable = (head: Head) =>
  head.length === 2 &&
  /^(?:field|property|attribute|key)?$/i.test(plain(head[0] ?? '')) &&
  /^(?:value|details?|description)?$/i.test(plain(head[1] ?? ''));

/** Returns line numbers of heads with one of the document's own dates below: such a head is a field as well. */
export function fieldHeads(lines: readonly Line[]): Set<number> {
  const heads = new Set<number>();
  let head: RowLine | undefined;
  for (const line of lines) {
    if (line.is !== 'row') head = undefined;
    else if (line.head) head = line;
    else if (head && !namesColumns(head.cells) && keysOf(line).some(({ lead }) => dayNamed(lead, false)))
      heads.add(head.n);
  }
  return heads;
}
