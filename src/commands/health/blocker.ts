import * as z from 'zod';
import { blockerNews } from '../../../cards/views/news.ts';
import { partyWords } from '../../../cards/views/words.ts';
import { nextBlockerNumber } from '../../../db/queries/health/blockers.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { blockerName, newBlocker } from '../../domain/health/blocker.ts';
import type { BlockerTarget } from '../../domain/health/blocking.ts';
import { openBlocker } from '../../domain/health/blocking.ts';
import { ok, refuse } from '../../domain/outcome.ts';
import { parties } from '../../domain/plan/milestone.ts';
import { milestoneName, requireState } from '../../domain/plan/transitions.ts';
import { contributors, needs } from '../../domain/project/access.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { choiceSlot, referenceSlot, textSlot } from '../../grammar/slot.ts';
import { defineCommand } from '../../runner/define.ts';
import { findMilestone } from '../../runner/references/find.ts';
import { loadBlockerTarget, targetCard, targetResource } from './held.ts';

type Facts = { held: BlockerTarget; number: number };

/** Opens a blocker of a milestone or of the whole project (HLT-1). */
export const blocker = defineCommand({
  name: 'blocker',
  summary: 'Report a blocker of a milestone or of the project.',
  title: 'Report a blocker',
  submit: 'Report',
  examples: ['blocker "waiting for API key" milestone:3 by:customer', 'blocker The venue is closed'],
  input: z.object({
    text: textSlot('rest', 'Blocker', { max: 500 }, 'Waiting for the API key'),
    milestone: referenceSlot('Milestone', 'key', 'open').optional(),
    by: choiceSlot('key', 'Waiting for', parties).optional(),
  }),
  async load(tx, { milestone }, who) {
    const { id } = who.project;
    const of = milestone ? await findMilestone(tx, who, milestone, 'changing') : undefined;
    if (of && !of.ok) return of;
    if (!of) await lockProject(tx, id);
    const held = await loadBlockerTarget(tx, id, of?.value.id ?? null);
    if (!held) return refuse({ is: 'no_project' });
    return ok<Facts>({ held, number: await nextBlockerNumber(tx, id) });
  },
  permit: (who) => needs(who, contributors),
  decide(facts, { text, by }, who, at) {
    const { held, number } = facts;
    const { project } = held.facts;
    const milestone = held.is === 'milestone' ? held.facts.milestone : undefined;
    if (milestone) {
      const open = ['upcoming', 'in_progress', 'blocked', 'submitted'] as const;
      const allowed = requireState(milestone, project.policies, ...open);
      if (!allowed.ok) return allowed;
    }
    const of = { id: at.newId(), projectId: project.id, milestoneId: milestone?.id ?? null };
    const opened = newBlocker({ ...of, number, text, by }, who.person.id, at.now);
    const decision = openBlocker(held, opened);
    return ok({ ...decision, next: { ...facts, held: decision.next, opened } });
  },
  view: ({ held }, _who, at) => targetCard(held, at),
  resource: ({ held }, _who, at) => targetResource(held, at),
  done({ held, opened }, { by }) {
    const to = held.is === 'milestone' ? ` to ${milestoneName(held.facts.milestone)}` : '';
    const added = `Blocker ${excerpt(blockerName(opened), 100)} added${to}.`;
    return by ? `${added} Waiting for ${partyWords[by]}.` : added;
  },
  news: ({ held, opened }, who) => blockerNews(held, opened, who.person.name),
});
