import * as z from 'zod';
import { blockedNews } from '../../cards/views/news.ts';
import { contributors, needs } from '../domain/access.ts';
import { alter } from '../domain/facts.ts';
import { parties } from '../domain/milestone.ts';
import { ok } from '../domain/outcome.ts';
import { mustBe, nameOf } from '../domain/transitions.ts';
import { defineMilestoneCommand } from './milestone.ts';
import { choiceSlot, referenceSlot, textSlot } from './slot.ts';

/** MODEL-3: in progress to blocked, with a reason and whom it waits for. */
export const block = defineMilestoneCommand({
  name: 'block',
  summary: 'Say that a milestone cannot go on, and why.',
  title: 'Block a milestone',
  submit: 'Block',
  examples: ['block 2 waiting for the API key by:customer'],
  input: z.object({
    milestone: referenceSlot(),
    reason: textSlot('rest', 'Reason', { max: 500 }, 'Waiting for the API key'),
    by: choiceSlot('key', 'Waits for', parties).optional(),
  }),
  permit: (who) => needs(who, contributors),
  decide(facts, { reason, by }) {
    const allowed = mustBe(facts.milestone, facts.project.policies, 'in_progress');
    if (!allowed.ok) return allowed;
    const set = { status: 'blocked', blockedReason: reason, blockedBy: by ?? null } as const;
    return ok(alter(facts, { type: 'blocked', note: reason }, set));
  },
  done: ({ milestone }) => `${nameOf(milestone)} is blocked.`,
  news: (facts, who) => blockedNews(facts, who.person.name),
});
