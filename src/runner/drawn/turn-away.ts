import type { Tx } from '../../../db/database.ts';
import type { Outcome, Refusal } from '../../domain/outcome.ts';
import type { Who } from '../../domain/project/access.ts';
import type { Reply } from '../../ports/intent.ts';
import type { Case } from '../case.ts';
import { formKept, presentOf } from '../handle.ts';
import { refused } from '../refused.ts';
import { bindTo } from './drawn.ts';

/**
 * Answers a request whose project cannot be used. A button is answered with the card of the project
 * that its room shows now, a form with what was typed. `standsIn` says who asks in that project.
 */
export async function turnAway(
  tx: Tx,
  refusal: Refusal,
  asked: Pick<Case, 'intent' | 'read' | 'commands' | 'clock' | 'mails' | 'mailedCode' | 'pictures'>,
  standsIn: () => Promise<Outcome<Who>>,
): Promise<Reply> {
  const { commands } = asked;
  if (asked.intent.surface !== 'press') return formKept(refused(commands, refusal), asked);
  const here = await standsIn();
  if (!here.ok) return refused(commands, refusal);
  return bindTo(refused(commands, refusal, await presentOf(tx, { ...asked, who: here.value })), here.value);
}
