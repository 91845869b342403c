import * as z from 'zod';
import { saysSomething } from '../../domain/thread/formatting.ts';
import { lengthProblem, maxMessageCharacters } from '../../domain/thread/message.ts';
import { slots } from '../../grammar/slot.ts';

/** The text of a message of the thread, as it is typed (CUS-4). */
export const messageSlot = (hint: string) =>
  z
    .string()
    .trim()
    .check(({ value, issues }) => {
      const issue = { origin: 'string', inclusive: true, input: value, continue: false } as const;
      const tooLong = lengthProblem(value);
      if (tooLong !== undefined)
        issues.push({ ...issue, code: 'too_big', maximum: maxMessageCharacters, message: tooLong });
      else if (!saysSomething(value))
        issues.push({
          ...issue,
          code: 'too_small',
          minimum: 1,
          message: 'is empty. Write what they should read',
        });
    })
    .register(slots, {
      is: 'text',
      label: 'Message',
      at: 'rest',
      // one character may have several code units, which forms count; a longer text stays in the form
      maxLength: maxMessageCharacters * 4,
      minLength: 1,
      long: true,
      rephrased: true,
      hint,
    });

/** A message of the thread: by its number, or `last`, the sender's latest one. */
export const messageNumberSlot = () =>
  z
    .string()
    .trim()
    .regex(/^(?:last|[#t]?\d{1,6})$/i, 'must be the number of a message, such as T3, or “last”')
    .register(slots, {
      is: 'text',
      label: 'Which message',
      at: 'place',
      maxLength: 7,
      hint: 'T3',
      takes: 'the number of a message, such as T3, or “last”',
      lookup: true,
      figures: true,
    });

/** A blocker by its number, `4`, `b4` or `B4`: what is meant, or what a message is about. */
export const blockerNumberSlot = (at: 'place' | 'key') =>
  z
    .string()
    .trim()
    .regex(/^[#b]?\d{1,6}$/i, 'must be the number of a blocker, such as B4')
    .transform((typed) => Number(typed.replace(/^\D/, '')))
    .register(slots, {
      is: 'text',
      names: 'blocker',
      label: at === 'key' ? 'About blocker' : 'Blocker',
      at,
      maxLength: 7,
      hint: 'B4',
      figures: true,
      ...(at === 'place' ? { lookup: true } : {}),
    });
