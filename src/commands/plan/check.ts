import { tick } from './tick.ts';

/** MODEL-1: an item is done. */
export const check = tick('check');
