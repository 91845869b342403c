import * as z from 'zod';
import { decisionCard, verdictWords } from '../../../cards/views/launch/decision.ts';
import { decidedNews } from '../../../cards/views/launch/decision-news.ts';
import { andList } from '../../../cards/views/words.ts';
import { castVote, closeDecision } from '../../domain/launch/deciding.ts';
import { decisionName, verdicts } from '../../domain/launch/decision-point.ts';
import { ok, rule } from '../../domain/outcome.ts';
import { governors, needs, viewers } from '../../domain/project/access.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { choiceSlot, textSlot } from '../../grammar/slot.ts';
import { decisionResource } from '../../presenters/launch.ts';
import { defineCommand } from '../../runner/define.ts';
import { numberedSlot } from '../../runner/references/numbered.ts';
import { decisionLetter, loadDecisionFacts, openedOn, requireOpen } from './launch-facts.ts';

/** Votes go, no-go or go with conditions; without named voters the owner's vote decides (LCH-4). */
export const vote = defineCommand({
  name: 'vote',
  summary: 'Vote on a decision.',
  title: 'Vote',
  submit: 'Vote',
  examples: [
    'vote D2 go',
    'vote D2 no-go the load test fails',
    'vote D2 conditions support is staffed by Monday',
  ],
  input: z.object({
    decision: numberedSlot(decisionLetter),
    choice: choiceSlot('place', 'Vote', verdicts),
    reason: textSlot('rest', 'Reason, or conditions', { max: 500 }, 'The load test fails').optional(),
  }),
  lacks: ({ choice, reason }) => (choice !== 'go' && !reason ? ['reason'] : []),
  load: (tx, { decision }, who) => loadDecisionFacts(tx, who, decision),
  subject: ({ decision }) => excerpt(decisionName(decision), 100),
  opened: openedOn,
  permit: (who, { project, decision: { votes } }) =>
    needs(who, votes.length > 0 ? viewers : governors(project)),
  decide(facts, { choice, reason: note = null }, who, at) {
    const open = requireOpen(facts);
    if (!open.ok) return open;
    const { votes } = facts.decision;
    const by = { person: who.person, now: at.now, today: at.today };
    if (votes.length === 0) return ok(closeDecision(facts, { choice, note }, by));
    const own = votes.find(({ personId }) => personId === who.person.id);
    if (!own) {
      const names = andList(votes.map(({ voter }) => voter.name));
      return rule(`${decisionName(facts.decision)} has other voters: ${names}.`, 'Tell them what you think.');
    }
    if (own.choice === choice && own.note === note)
      return rule(`Nothing changed: you said ${verdictWords[choice]} already.`);
    return ok(castVote(facts, own.id, { choice, note }, by));
  },
  view: (facts, _who, at) => decisionCard(facts, at),
  resource: decisionResource,
  done({ decision }, { choice }) {
    const name = excerpt(decisionName(decision), 100);
    const said = `Vote on ${name}: ${verdictWords[choice]}.`;
    return decision.outcome ? `${said} All votes are in: ${verdictWords[decision.outcome]}.` : said;
  },
  news: (facts) => (facts.decision.outcome ? decidedNews(facts) : undefined),
});
