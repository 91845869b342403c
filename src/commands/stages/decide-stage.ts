import * as z from 'zod';
import type { Card } from '../../../cards/model.ts';
import { confirmCard } from '../../../cards/views/money/confirm.ts';
import { coachNews, decisionNews, decisionWords } from '../../../cards/views/stages/news.ts';
import { decideAction, stagesCard } from '../../../cards/views/stages/stages.ts';
import type { Request } from '../../../db/queries/delivery/request.ts';
import type { Decision } from '../../domain/change.ts';
import { type Outcome, ok } from '../../domain/outcome.ts';
import { needs } from '../../domain/project/access.ts';
import type { Company } from '../../domain/stages/company.ts';
import {
  companyVersion,
  decideStage,
  requireDecidable,
  type StageDecision,
  type StageRequest,
} from '../../domain/stages/decide.ts';
import { stageDeciders } from '../../domain/stages/roles.ts';
import { textSlot, yesNoSlot } from '../../grammar/slot.ts';
import { companyResource } from '../../presenters/stages.ts';
import { type Command, defineCommand } from '../../runner/define.ts';
import { companyOf } from './company-facts.ts';
import { stageSlot } from './stage-slot.ts';

type Facts = {
  company: Company;
  /** What the coach is asked about first; absent once it is decided. */
  asked?: StageRequest;
  decided?: StageDecision;
  at?: string;
};

/** What the two commands differ in. */
type Part = Pick<Command, 'name' | 'summary' | 'title' | 'submit' | 'examples'> & { achieved: boolean };

/** Defines a command by which a coach decides about a stage, after a question (STG-2, APR-4, APR-6). */
export const defineStageCommand = ({ achieved, ...part }: Part): Command =>
  defineCommand({
    ...part,
    input: z.object({
      stage: stageSlot(),
      reason: textSlot('rest', 'Reason', { max: 500 }).optional(),
      sure: yesNoSlot('Do it now', { typed: true }).optional(),
    }),
    async load(tx, _input, who) {
      const found = await companyOf(tx, who, 'changing');
      return found.ok ? ok<Facts>({ company: found.value }) : found;
    },
    permit: (who) => needs(who, stageDeciders),
    version: ({ company }) => companyVersion(company),
    decide(facts, { stage, reason, sure }, who, at): Outcome<Decision<Facts>> {
      const { company } = facts;
      const request = { stage, achieved, reason };
      const allowed = requireDecidable(company, request, who.person.id);
      if (!allowed.ok) return allowed;
      if (!sure) return ok({ changes: [], events: [], next: { ...facts, asked: request } });
      const made = decideStage(company, request, { who, ...at });
      return made.ok ? ok({ ...made.value, next: { ...made.value.next, at: at.now } }) : made;
    },
    view: ({ company, asked }, _who, at) =>
      asked ? confirmCard(decideAction(company, asked)) : stagesCard(company, at),
    resource: ({ company }, _who, at) => companyResource(company, at),
    done: ({ decided }) => (decided ? decisionWords(decided) : ''),
    news: ({ decided }, { person }) => decided && decisionNews(decided, person.name),
    audience: () => 'team',
    requests: ({ company, decided, at }) => (decided && at ? tells(company, decided, at) : undefined),
  });

/** Tells the other coaches of the company. */
function tells(company: Company, decided: StageDecision, at: string): Request<Card> | undefined {
  const others = company.coaches.filter(({ id }) => id !== decided.decision.byId);
  const messages = others.map(({ id }) => ({ personId: id, card: coachNews(company, decided) }));
  return messages.length > 0 ? { is: 'direct', messages, at } : undefined;
}
