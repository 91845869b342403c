import type { MilestoneFacts } from '../../../src/domain/facts.ts';
import { type LinkedMilestone, openRequirements } from '../../../src/domain/plan/dependencies.ts';
import { type Block, plain, strong, text } from '../../model.ts';
import { andList, joined, numberedName, statusWord } from '../words.ts';

/** "Waits for 1 · Design (in progress). Enables 4 · Launch."; empty once it is done. */
export function linksLine({ milestone, requires, enables }: MilestoneFacts): Block[] {
  if (milestone.status === 'done') return [];
  const [open, done] = [openRequirements(requires), requires.filter(({ status }) => status === 'done')];
  const isHeld = milestone.status === 'upcoming' && open.length > 0;
  const named = (one: LinkedMilestone) => `${numberedName(one)} (${statusWord(one.status)})`;
  const after = [
    done.length > 0 && `Requires ${andList(done.map(named))}.`,
    enables.length > 0 && `Enables ${andList(enables.map(numberedName))}.`,
  ];
  const words = joined(after, ' ');
  if (open.length === 0) return words === '' ? [] : [text(words, 'quiet')];
  const lead = isHeld ? 'Waits for ' : 'Requires ';
  return [text([strong(lead), plain(`${andList(open.map(named))}.${words === '' ? '' : ` ${words}`}`)])];
}
