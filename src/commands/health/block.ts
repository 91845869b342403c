import * as z from 'zod';
import { blockerNews } from '../../../cards/views/news.ts';
import { milestoneCard } from '../../../cards/views/plan/milestone.ts';
import { nextBlockerNumber } from '../../../db/queries/health/blockers.ts';
import type { MilestoneFacts } from '../../domain/facts.ts';
import { newBlocker } from '../../domain/health/blocker.ts';
import { blockMilestone } from '../../domain/health/blocking.ts';
import { ok } from '../../domain/outcome.ts';
import { parties } from '../../domain/plan/milestone.ts';
import { needsToStep, startFirst, stepLine } from '../../domain/plan/start-first.ts';
import { milestoneName, moveStates, requireState } from '../../domain/plan/transitions.ts';
import { contributors } from '../../domain/project/access.ts';
import { choiceSlot, referenceSlot, textSlot } from '../../grammar/slot.ts';
import { milestoneResource } from '../../presenters/plan.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadFacts } from '../../runner/references/find.ts';
import { milestoneParts } from '../plan/milestone.ts';

type Facts = MilestoneFacts & { nextBlocker: number };

/** Blocks a milestone in progress, with a blocker that says why and who it waits for (MODEL-3). */
export const block = defineCommand({
  name: 'block',
  summary: 'Mark a milestone as blocked, and say why.',
  onMessage: 'Add as blocker',
  title: 'Block a milestone',
  submit: 'Block',
  examples: ['block 2 waiting for the API key by:customer'],
  input: z.object({
    milestone: referenceSlot(),
    reason: textSlot('rest', 'Reason', { max: 500, quotes: 'words' }, 'Waiting for the API key'),
    by: choiceSlot('key', 'Waiting for', parties).optional(),
  }),
  async load(tx, { milestone }, who) {
    const found = await loadFacts(tx, who, milestone, 'changing');
    if (!found.ok) return found;
    return ok<Facts>({
      ...found.value,
      nextBlocker: await nextBlockerNumber(tx, found.value.project.id),
    });
  },
  permit: (who, facts) => needsToStep(who, facts, contributors),
  version: (facts) => facts.milestone.version,
  subject: ({ milestone }) => milestoneName(milestone),
  opened: (facts) => milestoneParts.opened(facts),
  decide(facts, { reason, by }, who, at) {
    const { milestone, project, nextBlocker } = facts;
    const of = { id: at.newId(), projectId: project.id, milestoneId: milestone.id, number: nextBlocker };
    const row = newBlocker({ ...of, text: reason, by }, who.person.id, at.now);
    const decided = startFirst(facts, { who, today: at.today }, (started) => {
      const allowed = requireState(started.milestone, project.policies, ...moveStates.block);
      return allowed.ok ? ok(blockMilestone(started, 'blocked', row)) : allowed;
    });
    return decided.ok ? ok({ ...decided.value, next: { ...facts, ...decided.value.next } }) : decided;
  },
  view: (facts, _who, at) => milestoneCard(facts, at),
  resource: milestoneResource,
  done: ({ milestone }, _input, events) =>
    stepLine(milestone, events, { step: 'blocked', otherwise: `${milestoneName(milestone)} is blocked.` }),
  news(facts, who) {
    const opened = facts.blockers.at(-1);
    return opened && blockerNews({ is: 'milestone', facts }, opened, who.person.name);
  },
});
