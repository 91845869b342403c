import { textSlot } from '../../../grammar/slot.ts';

/** The name of a programme. */
export const programmeName = (at: 'place' | 'rest', label: string) =>
  textSlot(at, label, { min: 2, max: 60, rephrased: true }, 'Spring');
