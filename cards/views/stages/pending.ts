import type { MilestoneFacts } from '../../../src/domain/facts.ts';
import { countTasks } from '../../../src/domain/stages/stage-tasks.ts';
import { type Block, callout, plain } from '../../model.ts';
import { states } from '../../states.ts';
import { numberedName } from '../words.ts';

const maxNames = 3;

/** "🟡 Pending: 2": what is finished and waits for a coach (APR-7). */
export const pendingWords = (count: number): string => `${states.waiting.icon} Pending: ${count}`;

/** Returns the tasks below a stage that wait for a coach: "Pending: 2, 6 · Call ten leads; 7 · Send the offer". */
export function pendingTasks({ milestone, children }: MilestoneFacts): Block[] {
  if (milestone.stage === null) return [];
  const { pending } = countTasks(children);
  if (pending === 0) return [];
  const waiting = children.filter(({ status, submittedAt }) => status !== 'done' && submittedAt !== null);
  const names = waiting.slice(0, maxNames).map(numberedName).join('; ');
  const rest = pending > maxNames ? ` and ${pending - maxNames} more` : '';
  return [callout('waiting', [plain(`Pending: ${pending} (waiting for a coach): ${names}${rest}`)])];
}
