import { tick } from './tick.ts';

/** Opens an item again (MODEL-1). */
export const uncheck = tick('uncheck');
