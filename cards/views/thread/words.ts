import { blockerKey } from '../../../src/domain/health/blocker.ts';
import { type NamedMessage, otherSide, type Side } from '../../../src/domain/thread/message.ts';

/** How a side is called beside a name: "Cleo (customer)". */
export const sideWords: Record<Side, string> = { team: 'team', customer: 'customer' };

/** "Cleo (customer)": who wrote a message, and for which side. */
export const authorWords = ({ author, side }: Pick<NamedMessage, 'author' | 'side'>): string =>
  `${author} (${sideWords[side]})`;

/** The button that writes to the other side, as a reader of `audience` reads it. */
export const writeLabel = (audience: Side): string =>
  audience === 'customer' ? 'Write to your team' : 'Write to the customer';

/** "waiting on you", for readers of the side that must answer, else "waiting on the team". */
export const waitingWords = (on: Side, audience: Side): string =>
  on === audience ? 'waiting on you' : `waiting on the ${sideWords[otherSide(audience)]}`;

/** "about blocker B4"; never its text, which may be the team's alone. */
export const aboutBlocker = (number: number): string => `about blocker ${blockerKey({ number })}`;

/** The label of the button with which the team writes about a blocker; cards of the customer leave it out. */
export const outreachLabel = 'Write to the customer';
