import type { Temporal } from 'temporal-polyfill';
import { usableActions, usableBody } from '../../cards/views/customer/for-customers.ts';
import { closedBlocks } from '../../cards/views/endings/closed.ts';
import { goneCard } from '../../cards/views/project/undo.ts';
import { emptiedCard, unlinkedCard } from '../../cards/views/project/unlinked.ts';
import { undoneWith } from '../../db/queries/project/undone.ts';
import { withheld } from '../domain/customer/withhold.ts';
import { isClosed } from '../domain/endings/ending.ts';
import { todayIn } from '../domain/time/dates.ts';
import type { PictureAddress } from '../pictures/token.ts';
import type { Draw, DrawnFor } from '../ports/content.ts';
import type { DrawContext, Drawing } from './define.ts';
import { liveCardOf } from './registry.ts';

/**
 * Draws live cards from committed state, with `now` as the calendar's clock. `address` says where pictures are;
 * absent where the platforms cannot fetch any.
 */
export function createDraw(now: () => Temporal.Instant, address?: PictureAddress): Draw {
  return async (tx, { kind, id }, { closed = false, room, postedFor = room?.audience ?? 'team' } = {}) => {
    const drawing = drawingOf(kind, postedFor);
    if (!drawing || (postedFor === 'team' && room?.audience === 'customer')) return emptiedCard;
    const facts = await drawing.load(tx, id);
    if (!facts) {
      const undone = await undoneWith(tx, id);
      return undone && { ...goneCard(undone, postedFor), isGone: true };
    }
    const at = {
      audience: postedFor,
      platform: room?.platform,
      isDirect: room?.isDirect,
      today: todayIn(now().toString(), facts.project.zone),
      // the pictures of a room are gone once it is unlinked
      picture: closed ? undefined : pictureFor(room, address),
    };
    const body = drawing.view(facts, at);
    if (closed) return unlinkedCard(body);
    // only the card of the project itself has the button that opens it again
    if (isClosed(facts.project) && kind !== 'project') {
      const blocks = [...body.blocks, ...closedBlocks(facts.project, false)];
      return { ...body, blocks, actions: [], more: [] };
    }
    return { ...body, ...drawing.actions(facts, at) };
  };
}

/** Returns how a card is drawn for one side; undefined where it shows them nothing. */
function drawingOf(kind: string, audience: 'team' | 'customer'): Drawing | undefined {
  const live = liveCardOf(kind);
  if (audience === 'team') return live;
  if (live.forCustomer === 'nothing') return undefined;
  return live.forCustomer === 'same' ? forCustomers(live) : live.forCustomer;
}

/** Draws a card of both sides with what customers may know, and the buttons that they can use. */
const forCustomers = ({ load, view, actions }: Drawing): Drawing => ({
  async load(tx, id) {
    const facts = await load(tx, id);
    return facts && withheld(facts);
  },
  view: (facts, at) => usableBody(view(facts, at)),
  actions: (facts, at) => usableActions(actions(facts, at), facts.project.policies.approver === 'client'),
});

function pictureFor(room: DrawnFor['room'], address: PictureAddress | undefined): DrawContext['picture'] {
  if (!room || !address) return undefined;
  const { workspaceId, projectId, id, audience } = room;
  const shownTo = { is: 'room', id, audience } as const;
  return (kind, svg) => address({ workspaceId, projectId, kind, shownTo }, svg);
}
