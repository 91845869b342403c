import type { Temporal } from 'temporal-polyfill';
import { isProjectClosed } from '../../db/queries/endings/delivery.ts';
import type { Word } from '../ports/content.ts';
import { wordsOf } from './registry.ts';
import { nothing } from './worded.ts';

/** Words scheduled messages when they are sent (RMD-5); `now` is the calendar's clock. Sends nothing of a closed project (CUS-7). */
export const worder =
  (now: () => Temporal.Instant): Word =>
  async (tx, message) => {
    const { projectId } = message;
    // a project may be closed between the planning and the sending
    if (projectId !== null && (await isProjectClosed(tx, projectId))) return nothing('its project is closed');
    return wordsOf(message.kind)(tx, message, now().toString({ fractionalSecondDigits: 3 }));
  };
