import type { Card } from '../../cards/model.ts';
import { refusalCard } from '../../cards/views/refusal.ts';
import type { Refusal } from '../domain/outcome.ts';
import type { Reply } from '../ports/intent.ts';
import type { Commands } from './define.ts';
import { usage } from './input/usage.ts';

/** A refusal with its words, which name commands; `present` is the card as it stands now. */
export function refused(
  commands: Commands,
  refusal: Refusal,
  present?: Card,
): Extract<Reply, { is: 'refused' }> {
  const usages = {
    usage(name: string) {
      const command = commands.find(name);
      return command && !command.fromCard ? usage(command) : undefined;
    },
    example: (name: string) => commands.find(name)?.examples[0] ?? name,
  };
  return { is: 'refused', refusal, card: refusalCard(refusal, usages), ...(present ? { present } : {}) };
}
