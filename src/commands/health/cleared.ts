import * as z from 'zod';
import { type KnownBlocker, loadBlockers } from '../../../db/queries/health/blockers.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { blockerKey, blockerName } from '../../domain/health/blocker.ts';
import type { BlockerTarget } from '../../domain/health/blocking.ts';
import { clearBlocker } from '../../domain/health/blocking.ts';
import { alreadyDone, type Outcome, ok, refuse } from '../../domain/outcome.ts';
import { contributors, needs } from '../../domain/project/access.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { slots } from '../../grammar/slot.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadBlockerTarget, targetCard, targetResource } from './held.ts';

type Facts = { held: BlockerTarget; blocker: KnownBlocker };

/** A blocker, by its number: `4`, `b4` or `B4`. */
const blockerSlot = z
  .string()
  .trim()
  .regex(/^[#b]?\d{1,6}$/i, 'must be the number of a blocker, such as B4')
  .transform((typed) => Number(typed.replace(/^\D/, '')))
  .register(slots, {
    is: 'text',
    names: 'blocker',
    label: 'Blocker',
    at: 'place',
    maxLength: 7,
    hint: 'B4',
    lookup: true,
    figures: true,
  });

/** Clears a blocker (HLT-1). */
export const cleared = defineCommand({
  name: 'cleared',
  summary: 'Mark a blocker as cleared.',
  title: 'Clear a blocker',
  submit: 'Clear',
  examples: ['cleared 4', 'cleared B4'],
  input: z.object({ blocker: blockerSlot }),
  async load(tx, { blocker: number }, who) {
    await lockProject(tx, who.project.id);
    const known = await loadBlockers(tx, who.project.id, number);
    const blocker = known.find((one) => one.number === number);
    if (!blocker) return unknown(number, known);
    const held = await loadBlockerTarget(tx, blocker.projectId, blocker.milestoneId);
    if (!held) return unknown(number, known);
    return ok<Facts>({ held, blocker });
  },
  permit: (who) => needs(who, contributors),
  decide(facts, _input, who, at) {
    const { held, blocker } = facts;
    if (blocker.clearedAt)
      return alreadyDone(`${short(blocker)} was cleared`, blocker.clearedBy, blocker.clearedAt);
    const decision = clearBlocker(held, blocker, { clearedById: who.person.id, clearedAt: at.now });
    return ok({ ...decision, next: { ...facts, held: decision.next } });
  },
  view: ({ held }, _who, at) => targetCard(held, at),
  resource: ({ held }, _who, at) => targetResource(held, at),
  done: ({ blocker }) => `${short(blocker)} cleared.`,
});

const maxNames = 5;
const short = (blocker: KnownBlocker) => excerpt(blockerName(blocker), 100);

function unknown(number: number, open: readonly KnownBlocker[]): Outcome<never> {
  const rest = open.length - maxNames;
  const names = open.slice(0, maxNames).map(short).join('; ');
  const which =
    open.length > 0 ? `Open: ${names}${rest > 0 ? ` and ${rest} more` : ''}.` : 'No open blockers.';
  return refuse({
    is: 'rule',
    sentence: `There is no blocker ${blockerKey({ number })} here.`,
    next: which,
    listsInternal: true,
  });
}
