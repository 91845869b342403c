import type { MilestoneFacts } from '../../../src/domain/facts.ts';
import { percentWords } from '../../../src/domain/text/wording.ts';
import { type Block, plain, text } from '../../model.ts';

/** Returns the last update in small print: who, what and when; empty when there is none. */
export function lastUpdate({ lastUpdate: last }: MilestoneFacts): Block[] {
  if (!last) return [];
  const said = last.note
    ? `${last.author}: “${last.note}”`
    : `${last.author} reported ${percentWords(last.percent)}`;
  return [text([plain(`${said}, `), { is: 'instant', at: last.at, past: true }], 'quiet')];
}
