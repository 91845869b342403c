import type { Card } from '../../cards/model.ts';
import { refusalCard } from '../../cards/views/refusal.ts';
import { registry } from '../commands/registry.ts';
import type { Refusal } from '../domain/outcome.ts';
import type { Reply } from '../ports/intent.ts';
import { usage } from './input/usage.ts';

const usages = {
  usage: (name: string) => usageOf(name),
  example: (name: string) => registry.find(name)?.examples[0] ?? name,
};

function usageOf(name: string): string {
  const command = registry.find(name);
  return command ? usage(command) : name;
}

/** A refusal with its words; `present` is the card as it stands now. */
export const refused = (refusal: Refusal, present?: Card): Reply => ({
  is: 'refused',
  refusal,
  card: refusalCard(refusal, usages),
  ...(present ? { present } : {}),
});
