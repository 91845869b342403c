import type { Person } from '../view.ts';

type Json = { [key: string]: unknown };

/**
 * What the Teams client does with a card before it draws it: mentions become the names of people,
 * and a people picker finds the people of the organisation.
 */
export function prepared(card: Json, people: Person[]): Json {
  return visit(card, (one) => {
    const query = one['choices.data'] as { dataset?: string } | undefined;
    if (query?.dataset === 'graph.microsoft.com/users') {
      const known = people.map(({ name, directoryId }) => ({ title: name, value: directoryId }));
      return { ...one, choices: [...((one.choices as Json[]) ?? []), ...known] };
    }
    return typeof one.text === 'string'
      ? { ...one, text: one.text.replaceAll(/<at>([^<]*)<\/at>/g, '**$1**') }
      : one;
  }) as Json;
}

function visit(value: unknown, change: (one: Json) => Json): unknown {
  if (Array.isArray(value)) return value.map((one) => visit(one, change));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(change(value as Json));
  return Object.fromEntries(entries.map(([key, one]) => [key, key === 'data' ? one : visit(one, change)]));
}
