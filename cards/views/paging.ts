import { lastPage, type PagePosition } from '../../src/domain/page.ts';
import { type Action, type Block, type Card, code, note, plain, text } from '../model.ts';

/** The page that was asked for, and the rest of the input, which the buttons to other pages repeat. */
export type AskedPage = { page?: number | undefined; input?: Record<string, string> };

/** "16–30 of 42": the lines that a page shows; empty where the whole list is on it. */
export function rangeWords(position: PagePosition): string {
  if (isWhole(position)) return '';
  const { from, to, total } = position;
  return `${from === to ? from : `${from}–${to}`}${total === undefined ? '' : ` of ${total}`}`;
}

/** Returns a list's card with the buttons to the pages before and after. `command` lists; `input` is its other input. */
export function pagedNote(
  title: string,
  blocks: Block[],
  position: PagePosition,
  { command, input = {} }: { command: string } & Pick<AskedPage, 'input'>,
  whenEmpty?: Action,
): Card {
  const turn = (label: string, page: number): Action => ({
    label,
    command,
    input: { ...input, page: String(page) },
    redraws: true,
  });
  const { number, total, hasNext } = position;
  if (whenEmpty && total === 0) return note(title, blocks, [whenEmpty]);
  return note(
    title,
    [...blocks, ...pageBlocks(position)],
    [...(number > 1 ? [turn('Previous', number - 1)] : []), ...(hasNext ? [turn('Next', number + 1)] : [])],
  );
}

const isWhole = ({ number, hasNext }: PagePosition) => number === 1 && !hasNext;

/** Says which page it is, and how the next is typed where there are no buttons. */
function pageBlocks(position: PagePosition): Block[] {
  if (isWhole(position)) return [];
  const { number, total, hasNext } = position;
  const of = total === undefined ? '' : ` of ${lastPage(total)}`;
  const next = hasNext ? [plain(' Add '), code(`page:${number + 1}`), plain(' for the next.')] : [];
  return [text([plain(`Page ${number}${of}.`), ...next], 'quiet')];
}
