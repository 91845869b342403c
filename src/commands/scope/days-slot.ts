import * as z from 'zod';
import { type Slot, slots } from '../../grammar/slot.ts';

const most = 365;
const message = `must be working days from -${most} to ${most}, such as 2 or -1`;

/** A number of working days, perhaps negative: `2`, `+2`, `-1`, `2 days`. */
export const daysSlot = (more: Pick<Slot, 'hidden'> = {}) =>
  z
    .string()
    .trim()
    .regex(/^[-+−–]?\d{1,3}\s*(?:d|(?:working )?days?)?$/i, message)
    .transform((typed) => Number.parseInt(typed.replace(/^[−–]/, '-'), 10))
    .pipe(z.int(message).min(-most, message).max(most, message))
    .register(slots, {
      is: 'number',
      label: 'Working days',
      at: 'key',
      min: -most,
      max: most,
      hint: '2',
      rephrased: true,
      ...more,
    });
