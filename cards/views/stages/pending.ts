import type { MilestoneFacts } from '../../../src/domain/facts.ts';
import { countTasks, type StageTasks } from '../../../src/domain/stages/stage-tasks.ts';
import { plural } from '../../../src/domain/time/dates.ts';
import { type Block, callout, plain } from '../../model.ts';
import { states } from '../../states.ts';
import { joined, numberedName } from '../words.ts';

const maxNames = 3;

/** "🟡 Pending: 2", or "🟡 Pending: 2 tasks and 1 update": what waits for a coach (APR-7); empty where nothing does. */
export function pendingWords({ pending, updates }: Pick<StageTasks, 'pending' | 'updates'>): string {
  const tasks = updates > 0 ? plural(pending, 'task') : String(pending);
  const words = joined([pending > 0 && tasks, updates > 0 && plural(updates, 'update')], ' and ');
  return words && `${states.waiting.icon} Pending: ${words}`;
}

/** Returns the tasks below a stage that wait for a coach: "Pending: 2, 6 · Call ten leads; 7 · Send the offer". */
export function pendingTasks({ milestone, children }: MilestoneFacts): Block[] {
  if (milestone.stage === null) return [];
  const { pending } = countTasks(children, 0);
  if (pending === 0) return [];
  const waiting = children.filter(({ status, submittedAt }) => status !== 'done' && submittedAt !== null);
  const names = waiting.slice(0, maxNames).map(numberedName).join('; ');
  const rest = pending > maxNames ? ` and ${pending - maxNames} more` : '';
  return [callout('waiting', [plain(`Pending: ${pending} (waiting for a coach): ${names}${rest}`)])];
}
