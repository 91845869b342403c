import type { MilestoneFacts } from '../../../src/domain/facts.ts';
import type { Evidence, Item } from '../../../src/domain/plan/milestone.ts';
import { isMet, webAddress } from '../../../src/domain/review/evidence.ts';
import type { Quote } from '../../../src/domain/review/quote.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import {
  type Action,
  type Block,
  type Card,
  type Item as ListItem,
  note,
  plain,
  type Span,
  strong,
  text,
} from '../../model.ts';
import { firstItems, item } from '../first-items.ts';
import { joined, numberedName } from '../words.ts';

const maxPieces = 5;
const maxTitleCharacters = 60;
const maxCriteria = 5;
const maxDescriptionCharacters = 300;

/** "Signed contract ↗", a link; "paying customers 7, target 5, met" for a figure. */
function pieceSpans(piece: Evidence, number: number, items: readonly Item[]): Span[] {
  const item = items.find(({ id }) => id === piece.itemId);
  const supports = item ? [plain(` (for ${number}.${item.number})`)] : [];
  if (piece.kind === 'metric') return [plain(figureWords(piece)), ...supports];
  const url = piece.url === null ? undefined : webAddress(piece.url);
  const title = excerpt(piece.title.replace(/^https?:\/\//i, ''), maxTitleCharacters);
  return [
    url === undefined ? plain(title) : { is: 'link', text: `${title} ↗`, url },
    ...(piece.quote ? sourceSpans(piece.quote) : []),
    ...supports,
  ];
}

/** " (Mo, 3 Dec 10:12, edited since)": who wrote a quoted message, when, and what became of it. */
const sourceSpans = ({ author, isApp, at, changed }: Quote): Span[] => [
  plain(` (${author}${isApp ? ', an app' : ''}, `),
  { is: 'instant', at },
  plain(`${changed ? `, ${changed.is} since` : ''})`),
];

function figureWords(piece: Evidence): string {
  const met = isMet(piece);
  const said = `${excerpt(piece.title, maxTitleCharacters)} ${piece.value ?? ''}`.trim();
  return joined([
    said,
    piece.target && `target ${piece.target}`,
    met !== undefined && (met ? 'met' : 'not met'),
  ]);
}

/** Returns the evidence of a milestone as one line of links and figures, at most five; empty when there is none. */
export function evidenceLine({ evidence, items, milestone }: MilestoneFacts): Block[] {
  if (evidence.length === 0) return [];
  const rest = evidence.length - maxPieces;
  const pieces = evidence
    .slice(0, maxPieces)
    .flatMap((piece, nth) => [
      ...(nth > 0 ? [plain(' · ')] : []),
      ...pieceSpans(piece, milestone.number, items),
    ]);
  return [text([strong('Evidence: '), ...pieces, ...(rest > 0 ? [plain(` · and ${rest} more`)] : [])])];
}

/** Returns the button to all evidence, where the line does not show all. */
export const allEvidence = ({ evidence, milestone }: MilestoneFacts): Action[] =>
  evidence.length > maxPieces
    ? [{ label: 'All evidence', command: 'evidence-list', input: { milestone: String(milestone.number) } }]
    : [];

/** Returns the criteria with what became of each, in their order; empty when there are none. */
export function criteriaList({ milestone, items }: MilestoneFacts): Block[] {
  const lines = items
    .filter(({ kind }) => kind === 'criterion')
    .map((one) =>
      item(
        `${one.done ? '☑ Met' : '☐ Not met'}: ${milestone.number}.${one.number} ${excerpt(one.text, maxDescriptionCharacters)}`,
      ),
    );
  return lines.length > 0 ? [{ is: 'list', items: firstItems(lines, maxCriteria) }] : [];
}

/** Returns the description; empty without one. */
export const descriptionLine = ({ milestone: { description } }: MilestoneFacts): Block[] =>
  description ? [text(excerpt(description, maxDescriptionCharacters))] : [];

/** Ten links of the longest kind are within the size of a message in Teams. */
const piecesPerPage = 10;

/** Lists all evidence of a milestone, a page at a time; a page after the last one shows the last. */
export function evidenceCard(facts: MilestoneFacts, page: number): Card {
  const { milestone, evidence, items } = facts;
  const of = String(milestone.number);
  const last = Math.max(1, Math.ceil(evidence.length / piecesPerPage));
  const shown = Math.min(page, last);
  const pieces = evidence.slice((shown - 1) * piecesPerPage, shown * piecesPerPage);
  const lines = pieces.map((piece): ListItem => ({ spans: pieceSpans(piece, milestone.number, items) }));
  const title = `${numberedName(milestone)}, evidence`;
  if (lines.length === 0)
    return note(
      title,
      [text('No evidence yet.')],
      [{ label: 'Add evidence', command: 'evidence', input: { milestone: of }, version: milestone.version }],
    );
  const turn = (label: string, to: number): Action => ({
    label,
    command: 'evidence-list',
    input: { milestone: of, page: String(to) },
    redraws: true,
  });
  const turns = [
    ...(shown > 1 ? [turn('Previous', shown - 1)] : []),
    ...(shown < last ? [turn('Next', shown + 1)] : []),
  ];
  return note(last > 1 ? `${title}, page ${shown} of ${last}` : title, [{ is: 'list', items: lines }], turns);
}
