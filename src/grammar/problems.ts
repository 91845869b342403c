import type * as z from 'zod';
import { countCharacters } from '../domain/text/characters.ts';
import { quoted } from '../domain/text/wording.ts';

/** What is wrong with a value, as a sentence. A message with a capital is one already. */
export function wrongValue(label: string, issue: z.core.$ZodIssue, value: string | undefined): string {
  const { message } = issue;
  if (/^\p{Lu}/u.test(message)) return sentence(message);
  return sentence(`${label} ${message}${value === undefined ? '' : `; ${youWrote(issue, value)}`}`);
}

/** That something needed was not given. */
export const missingValue = (label: string) => `${label} is missing.`;

/** Words for the rules that a schema gives no message of its own. */
export function plainWords(issue: z.core.$ZodRawIssue): string {
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

/** Nobody wants to read a long text again: its length says enough. */
function youWrote(issue: z.core.$ZodIssue, value: string): string {
  const tooLong = issue.code === 'too_big' && issue.origin === 'string';
  return tooLong ? `you wrote ${counted(value.trim()).toLocaleString('en')}` : `you wrote ${quoted(value)}`;
}

/** Of a very long text nobody needs to know it to the letter. */
const counted = (text: string) => (text.length > 100_000 ? text.length : countCharacters(text));

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
