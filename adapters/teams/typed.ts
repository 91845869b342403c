import { INPUT_PREFIX, PERSON_PREFIX } from '../../cards/render/teams-inputs.ts';
import { mentionToken } from './line.ts';
import type { Press } from './shapes.ts';

const scalar = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).trim()
    : '';

/** A picked person: the token the field was drawn with, or an Entra object id, which carries no name. */
function personToken(value: string, tenant: string): string {
  return /^<@teams:[^|<>]+\|[^|<>]*>$/.test(value)
    ? value
    : mentionToken(tenant, value.replace(/[^\w.:@#-]/g, ''), 'somebody');
}

/** What a person entered into the inputs of a form, by field name; empty ones left out. */
export function typedInto(press: Press, tenant: string): Record<string, string> {
  const typed: Record<string, string> = {};
  for (const [key, value] of Object.entries(press)) {
    const text = scalar(value);
    if (text === '') continue;
    if (key.startsWith(INPUT_PREFIX)) typed[key.slice(INPUT_PREFIX.length)] = text;
    if (key.startsWith(PERSON_PREFIX)) typed[key.slice(PERSON_PREFIX.length)] = personToken(text, tenant);
  }
  return typed;
}
