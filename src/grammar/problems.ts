import type * as z from 'zod';
import { countCharacters } from '../domain/text/characters.ts';
import { quoted } from '../domain/text/wording.ts';

/** Returns the problem of a value as a sentence. A message with a capital is one already. */
export function wrongValue(label: string, issue: z.core.$ZodIssue, value: string | undefined): string {
  const { message } = issue;
  if (/^\p{Lu}/u.test(message)) return sentence(message);
  return sentence(`${label} ${message}${value === undefined ? '' : `; ${quoteInput(issue, value)}`}`);
}

/** Returns the problem of a required value that is absent. */
export function missingValue(label: string): string {
  if (/^(?:How|What|Who|Whose|Which|Where)\b(?! I\b)/.test(label)) return `${label}?`;
  return /\bor\b/.test(label) ? `Missing: ${label}.` : `${label} is missing.`;
}

/** Returns the message of an issue for which the schema has none. */
export function messageOf(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'too_small':
      return `must be at least ${issue.minimum}${issue.origin === 'string' ? ' characters' : ''}`;
    case 'too_big':
      return `must be at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    default:
      return 'cannot be read';
  }
}

/** Quotes the input; of one that is too long, only its length. */
function quoteInput(issue: z.core.$ZodIssue, value: string): string {
  const tooLong = issue.code === 'too_big' && issue.origin === 'string';
  return tooLong ? `you wrote ${counted(value.trim()).toLocaleString('en')}` : `you wrote ${quoted(value)}`;
}

/** Counts code units in very long texts, for speed. */
const counted = (text: string) => (text.length > 100_000 ? text.length : countCharacters(text));

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
