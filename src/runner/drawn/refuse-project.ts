import type { Tx } from '../../../db/database.ts';
import type { Outcome, Refusal } from '../../domain/outcome.ts';
import type { Who } from '../../domain/project/access.ts';
import type { Reply } from '../../ports/intent.ts';
import { currentCard } from '../handle.ts';
import type { IdentifiedRequest } from '../identified-request.ts';
import { formOf } from '../input/form.ts';
import { refused } from '../refused.ts';
import { bindTo } from './drawn.ts';

/**
 * Answers a request whose project cannot be used. A button is answered with the card of the project
 * that its room shows now, a form with what was typed. `resolveHere` says who asks in that project.
 */
export async function refuseProject(
  tx: Tx,
  refusal: Refusal,
  asked: Pick<
    IdentifiedRequest,
    'intent' | 'read' | 'commands' | 'clock' | 'mails' | 'pages' | 'codes' | 'pictures' | 'invoices'
  >,
  resolveHere: () => Promise<Outcome<Who>>,
): Promise<Reply> {
  const { commands } = asked;
  const { surface, ask } = asked.intent;
  if (surface === 'form' && 'input' in ask) {
    const { command, isWhole = false } = asked.read;
    const form = { ...formOf(command, { presets: ask.input, isWhole }), given: {} };
    return { ...refused(commands, refusal), form };
  }
  if (surface !== 'press') return refused(commands, refusal);
  const here = await resolveHere();
  if (!here.ok) return refused(commands, refusal);
  return bindTo(refused(commands, refusal, await currentCard(tx, { ...asked, who: here.value })), here.value);
}
