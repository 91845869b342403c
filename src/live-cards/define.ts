import type { CardActions, CardBody } from '../../cards/model.ts';
import type { Tx } from '../../db/database.ts';

/** The day on which a card is drawn: YYYY-MM-DD in the project's zone. */
export type DrawContext = { today: string };

/**
 * A kind of live card (LIVE-1): a message that shows one subject, in any number of rooms, and is
 * redrawn after every change of the project; a milestone's only after those of the milestone or of
 * one below it.
 */
export type LiveCard<Kind extends string = string, Facts extends ProjectFacts = ProjectFacts> = {
  /** Names the kind in the database, where posted cards keep it: it never changes. */
  kind: Kind;
  /** Reads all that the card shows, in the tenant of `tx`; undefined when the subject is gone. */
  load(tx: Tx, id: string): Promise<Facts | undefined>;
  /** What it says. Pure. */
  view(facts: Facts, at: DrawContext): CardBody;
  /** What can be pressed; left out where the room no longer shows the project. Pure. */
  actions(facts: Facts, at: DrawContext): CardActions;
};

type ProjectFacts = { project: { zone: string } };

/** Keeps the types of one kind together, and forgets all but its name for the registry. */
export function defineLiveCard<const Kind extends string, Facts extends ProjectFacts>(
  card: LiveCard<Kind, Facts>,
): LiveCard<Kind> {
  return card as unknown as LiveCard<Kind>;
}
