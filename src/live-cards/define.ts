import type { CardActions, CardBody } from '../../cards/model.ts';
import type { Tx } from '../../db/database.ts';
import type { Medium } from '../domain/platform.ts';
import type { Project } from '../domain/project/project.ts';
import type { PictureKind } from '../pictures/token.ts';

/** The circumstances in which a card is drawn. */
export type DrawContext = {
  /** For whom the room is; a card may show each side something else. */
  audience: 'team' | 'customer';
  /** Where the room is; absent for a card that is posted nowhere. */
  platform?: Medium | undefined;
  /** The room is a person's own chat, where the card must name its project. */
  isDirect?: boolean | undefined;
  /** YYYY-MM-DD in the project's zone. */
  today: string;
  /** Returns the address of a picture; absent where the room cannot fetch one. */
  picture?: ((kind: PictureKind, svg: string) => string) | undefined;
};

/**
 * A kind of live card (LIVE-1): a message about one subject, in any number of rooms. Redrawn after every
 * change of the project; a milestone's card only after changes of that milestone or one below it.
 */
export type LiveCard<
  Kind extends string = string,
  Facts extends ProjectFacts = ProjectFacts,
> = Drawing<Facts> & {
  /** The kind's name in the database: never change it. */
  kind: Kind;
  /**
   * What a customer's room shows (CUS-1): `same`, the card without what they may not know (`withheld`); `nothing`,
   * because it is for the team; or a card of its own.
   */
  forCustomer: 'same' | 'nothing' | Drawing;
};

/** How the content of a live card is made. */
export type Drawing<Facts extends ProjectFacts = ProjectFacts> = {
  /** Loads the facts, in the tenant of `tx`; undefined when the subject is gone. */
  load(tx: Tx, id: string): Promise<Facts | undefined>;
  /** The content of the card. Pure. */
  view(facts: Facts, at: DrawContext): CardBody;
  /** The buttons; omitted where the room no longer shows the project. Pure. */
  actions(facts: Facts, at: DrawContext): CardActions;
};

type ProjectFacts = { project: Pick<Project, 'zone' | 'status' | 'lost' | 'archivedAt' | 'policies'> };

/** Checks one kind's types together, then erases its facts for the registry. */
export function defineLiveCard<const Kind extends string, Facts extends ProjectFacts>(
  card: LiveCard<Kind, Facts>,
): LiveCard<Kind> {
  return card as unknown as LiveCard<Kind>;
}

/** Checks the types of a drawing together, then erases its facts for `forCustomer`. */
export const defineDrawing = <Facts extends ProjectFacts>(drawing: Drawing<Facts>): Drawing =>
  drawing as unknown as Drawing;
