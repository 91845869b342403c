import { tick } from './tick.ts';

/** Ticks an item (MODEL-1). */
export const check = tick('check');
