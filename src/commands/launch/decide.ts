import * as z from 'zod';
import { decisionCard, verdictWords } from '../../../cards/views/launch/decision.ts';
import { decidedNews } from '../../../cards/views/launch/decision-news.ts';
import { closeDecision } from '../../domain/launch/deciding.ts';
import { decisionName, verdicts } from '../../domain/launch/decision-point.ts';
import { ok } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { choiceSlot, textSlot } from '../../grammar/slot.ts';
import { decisionResource } from '../../presenters/launch.ts';
import { defineCommand } from '../../runner/define.ts';
import { numberedSlot } from '../../runner/references/numbered.ts';
import { decisionLetter, loadDecisionFacts, openedOn, requireOpen } from './launch-facts.ts';

/** Closes a decision before everybody has voted, with a reason, for those who run the project (LCH-4). */
export const decide = defineCommand({
  name: 'decide',
  summary: 'Close a decision before everybody has voted.',
  title: 'Close a decision',
  submit: 'Close',
  examples: ['decide D2 go everything is ready', 'decide D2 no-go the venue is closed'],
  input: z.object({
    decision: numberedSlot(decisionLetter),
    outcome: choiceSlot('place', 'Outcome', verdicts),
    reason: textSlot('rest', 'Reason', { max: 500 }, 'The venue is closed'),
  }),
  load: (tx, { decision }, who) => loadDecisionFacts(tx, who, decision),
  subject: ({ decision }) => excerpt(decisionName(decision), 100),
  opened: openedOn,
  permit: (who, { project }) => needs(who, governors(project)),
  decide(facts, { outcome: choice, reason: note }, who, at) {
    const open = requireOpen(facts);
    if (!open.ok) return open;
    return ok(closeDecision(facts, { choice, note }, { person: who.person, now: at.now, today: at.today }));
  },
  view: (facts, _who, at) => decisionCard(facts, at),
  resource: decisionResource,
  done: ({ decision }, { outcome }) =>
    `${excerpt(decisionName(decision), 100)} is decided: ${verdictWords[outcome]}.`,
  news: (facts) => decidedNews(facts),
});
