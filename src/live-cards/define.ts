import type { CardActions, CardBody } from '../../cards/model.ts';
import type { Tx } from '../../db/database.ts';
import type { PictureKind } from '../pictures/token.ts';

/** The circumstances in which a card is drawn. */
export type DrawContext = {
  /** YYYY-MM-DD in the project's zone. */
  today: string;
  /** Returns the address of a picture; absent where the room cannot fetch one. */
  picture?: ((kind: PictureKind, svg: string) => string) | undefined;
};

/**
 * A kind of live card (LIVE-1): a message about one subject, in any number of rooms. Redrawn after every
 * change of the project; a milestone's card only after changes of that milestone or one below it.
 */
export type LiveCard<Kind extends string = string, Facts extends ProjectFacts = ProjectFacts> = {
  /** The kind's name in the database: never change it. */
  kind: Kind;
  /** Loads the facts, in the tenant of `tx`; undefined when the subject is gone. */
  load(tx: Tx, id: string): Promise<Facts | undefined>;
  /** The content of the card. Pure. */
  view(facts: Facts, at: DrawContext): CardBody;
  /** The buttons; omitted where the room no longer shows the project. Pure. */
  actions(facts: Facts, at: DrawContext): CardActions;
};

type ProjectFacts = { project: { zone: string } };

/** Checks one kind's types together, then erases its facts for the registry. */
export function defineLiveCard<const Kind extends string, Facts extends ProjectFacts>(
  card: LiveCard<Kind, Facts>,
): LiveCard<Kind> {
  return card as unknown as LiveCard<Kind>;
}
