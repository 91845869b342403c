import { tick } from './tick.ts';

/** MODEL-1: an item is not done after all. */
export const uncheck = tick('uncheck');
