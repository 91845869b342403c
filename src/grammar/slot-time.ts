import * as z from 'zod';
import { readDays } from '../dates/cadences.ts';
import { readHours, readTime } from '../dates/times.ts';
import { readZone } from '../dates/zones.ts';
import type { Reading } from '../domain/text/reading.ts';
import { type Slot, slots } from './slot.ts';

/** A time of day, parsed to HH:MM. */
export const timeSlot = (label = 'Time', at: Slot['at'] = 'key') =>
  readSlot(readTime, {
    label,
    at,
    // a figure alone is ambiguous
    reads: (text) => !/^\d*$/.test(text) && readTime(text).is === 'read',
    hint: '09:00',
    sample: 'time',
    takes: 'a time of day, such as 09:00 or 5 pm',
  });

/** The days of a cadence. */
export const daysSlot = (label = 'Days', at: Slot['at'] = 'key') =>
  readSlot(readDays, {
    label,
    at,
    hint: 'monday and thursday',
    sample: 'days',
    takes: 'daily (each working day), weekly (Mondays), or days such as friday or mon,thu',
  });

/** A time zone by name or city, parsed to its IANA name. */
export const zoneSlot = (label = 'Time zone', at: Slot['at'] = 'key') =>
  readSlot(readZone, {
    label,
    at,
    hint: 'Europe/Paris',
    sample: 'zone',
    takes: 'a city such as New York, or a zone such as Europe/Paris',
  });

/** A range of hours, which may cross midnight; `off` is null. */
export const hoursSlot = (label = 'Hours', at: Slot['at'] = 'key') =>
  readSlot(readHours, {
    label,
    at,
    hint: '18:00-08:00',
    sample: 'hours',
    takes: 'hours such as 18:00-08:00; off removes them',
  });

/** A text that `read` parses. Several bare words are one value if `read` recognises them together. */
function readSlot<Value>(
  read: (text: string) => Reading<Value>,
  slot: Pick<Slot, 'label' | 'at' | 'hint' | 'sample' | 'takes' | 'reads'>,
) {
  const several = (text: string) => read(text).is !== 'nonsense';
  return z
    .string()
    .transform((text, context) => {
      const found = read(text);
      if (found.is === 'read') return found.value;
      context.addIssue({ code: 'custom', message: found.problem, input: text });
      return z.NEVER;
    })
    .register(slots, {
      is: 'text',
      maxLength: maxCharacters,
      several,
      reads: (text) => read(text).is === 'read',
      ...slot,
    });
}

/** Longer text is none of these values. */
const maxCharacters = 80;
