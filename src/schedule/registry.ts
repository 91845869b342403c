import type { Chore } from '../../db/queries/schedule/clocks.ts';
import { endQuiet } from '../../db/queries/schedule/quiet.ts';
import type { Kind, Plan, Words } from './define-kind.ts';
import { acceptance } from './kinds/acceptance.ts';
import { actions } from './kinds/actions.ts';
import { asks } from './kinds/asks.ts';
import { cadences } from './kinds/cadences.ts';
import { checkpoints } from './kinds/checkpoints.ts';
import { contingencies } from './kinds/contingencies.ts';
import { decisions } from './kinds/decisions.ts';
import { digests } from './kinds/digests.ts';
import { personal } from './kinds/personal.ts';
import { programmes } from './kinds/programmes.ts';
import { retrospective } from './kinds/retrospective.ts';
import { silence } from './kinds/silence.ts';
import { snoozes } from './kinds/snoozes.ts';
import { surveys } from './kinds/surveys.ts';

/** Releases what waited for the end of quiet hours; nothing is claimed, because one statement releases all. */
const quiet: { plan: Plan; words: Record<never, Words> } = {
  plan: async (tx, { now }) => ({ claimed: 0, rooms: await endQuiet(tx, now) }),
  words: {},
};

/** Every kind of reminder, under the name of its clock; a new kind is its file and its line here. */
export const chores = {
  digests,
  personal,
  asks,
  snoozes,
  checkpoints,
  cadences,
  decisions,
  contingencies,
  acceptance,
  surveys,
  actions,
  silence,
  programmes,
  quiet,
} satisfies Record<Chore, Kind>;

/** Retrospectives are planned by the command that completes the last milestone, not by a tick. */
const kinds = { ...chores, retrospective };

/** The kinds of message that have words; the compiler compares them with `ScheduledKind`. */
type WordedKind = { [name in keyof typeof kinds]: keyof (typeof kinds)[name]['words'] }[keyof typeof kinds];

const words = new Map<string, Words>(
  Object.values<Kind>(kinds).flatMap((kind) => Object.entries<Words>(kind.words)),
);

/**
 * The words of a kind of message.
 *
 * @throws when a newer version planned it: this one cannot word it, and must not skip it.
 */
export function wordsOf(kind: WordedKind): Words {
  const found = words.get(kind);
  if (!found) throw new Error(`no words for messages of the kind ${kind}`);
  return found;
}
