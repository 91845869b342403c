import type { Temporal } from 'temporal-polyfill';
import { goneCard } from '../../cards/views/project/undo.ts';
import { unlinkedCard } from '../../cards/views/project/unlinked.ts';
import { undoneWith } from '../../db/queries/project/undone.ts';
import { todayIn } from '../domain/time/dates.ts';
import type { PictureAddress } from '../pictures/token.ts';
import type { Draw, DrawnFor } from '../ports/content.ts';
import type { DrawContext } from './define.ts';
import { liveCardOf } from './registry.ts';

/**
 * Draws live cards from committed state, with `now` as the calendar's clock. `address` says where pictures are;
 * absent where the platforms cannot fetch any.
 */
export function createDraw(now: () => Temporal.Instant, address?: PictureAddress): Draw {
  return async (tx, { kind, id }, { closed = false, room } = {}) => {
    const live = liveCardOf(kind);
    const facts = await live.load(tx, id);
    if (!facts) {
      const undone = await undoneWith(tx, id);
      return undone && { ...goneCard(undone), isGone: true };
    }
    const at = {
      today: todayIn(now().toString(), facts.project.zone),
      // the pictures of a room are gone once it is unlinked
      picture: closed ? undefined : pictureFor(room, address),
    };
    const body = live.view(facts, at);
    return closed ? unlinkedCard(body) : { ...body, ...live.actions(facts, at) };
  };
}

function pictureFor(room: DrawnFor['room'], address: PictureAddress | undefined): DrawContext['picture'] {
  if (!room || !address) return undefined;
  const { workspaceId, projectId, id, audience } = room;
  const shownTo = { is: 'room', id, audience } as const;
  return (kind, svg) => address({ workspaceId, projectId, kind, shownTo }, svg);
}
