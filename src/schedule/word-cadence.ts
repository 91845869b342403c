import type { Tx } from '../../db/tenant.ts';
import type { Worded } from '../delivery/settings.ts';
import type { Scheduled } from '../domain/schedule.ts';
import { nothing } from './worded.ts';

/** Words what a cadence planned (LCH-8). */
export const wordCadence = (_tx: Tx, _message: Scheduled, _now: string): Promise<Worded> =>
  Promise.resolve(nothing('it has nothing to say'));
