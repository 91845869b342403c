import type { Card } from '../../cards/model.ts';
import type { SendTime } from '../../cards/views/rhythm/sections.ts';
import { todayIn } from '../domain/time/dates.ts';
import type { Worded } from '../ports/content.ts';

/** The card of a message. */
export const card = (drawn: Card): Worded => ({ is: 'card', card: drawn });
/** The reason why a message is not sent. */
export const nothing = (why: string): Worded => ({ is: 'nothing', why });

/** When a message was due, and when and where it is read. */
export const sentAt = (slot: string, now: string, zone: string): SendTime => ({
  slot,
  now,
  zone,
  today: todayIn(now, zone),
});

/** The last id of a target `…/id`. */
export const lastIdIn = (target: string): string => target.split('/').at(-1) ?? '';

/** The first id of a target `id/…`. */
export const idIn = (target: string): string => target.split('/')[0] ?? '';
