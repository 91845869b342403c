import * as z from 'zod';
import { slots } from './slot.ts';

const numberedMilestones = /^#?\d{1,6}(?:(?:\s*[,;&+]\s*(?:and\s+)?|\s+(?:and\s+)?)#?\d{1,6})*[,;]?$/i;

/** Milestones, by numbers (`2, 3 and 4`) or by names with commas between them; `none` for none. */
export const referencesSlot = (label: string) =>
  z
    .string()
    .trim()
    .min(1, 'must be numbers or names')
    .max(500, 'must have at most 500 characters')
    .register(slots, {
      is: 'text',
      label,
      at: 'key',
      maxLength: 500,
      hint: '2, 3',
      sample: 'milestone,milestone',
      takes: 'the numbers of milestones, or their names, with commas between them; none removes them',
      keyed: true,
      several: (text) => numberedMilestones.test(text),
    });

/** Splits what a person typed for several milestones into references, one for each. */
export const splitReferences = (typed: string): string[] =>
  typed
    .split(numberedMilestones.test(typed) ? /\s*[,;&+]\s*(?:and\s+)?|\s+(?:and\s+)?/i : /\s*[,;]\s*/)
    .filter((one) => one !== '');
