import type { MilestoneFacts } from '../../../src/domain/facts.ts';
import { describe } from '../../../src/domain/review/evidence.ts';
import type { Company } from '../../../src/domain/stages/company.ts';
import type { StageDecision } from '../../../src/domain/stages/decide.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { formatDate } from '../../../src/domain/time/dates.ts';
import { bindActions, type Card, plain, strong, text } from '../../model.ts';
import { asSentence, joined, numberedName } from '../words.ts';

const maxReasonCharacters = 500;

/** Tells the rooms of a company what a coach decided about a stage, and which stage starts (STG-4). */
export const decisionNews = (decided: StageDecision, by: string): Card => ({
  title: [
    strong(numberedName(decided.standing.stage)),
    plain(` was ${decided.decision.achieved ? 'achieved' : 'taken back'}: ${by} decided`),
  ],
  blocks: [
    ...(decided.decision.reason ? [text(`“${excerpt(decided.decision.reason, maxReasonCharacters)}”`)] : []),
    ...followsOf(decided).map((words) => text(words)),
  ],
  actions: [{ label: 'Stages', command: 'stages', input: {} }],
  more: [],
});

/** Tells a coach of the company the same in their own chat, with the company's name. */
export function coachNews({ project }: Company, decided: StageDecision): Card {
  const card = decisionNews(decided, decided.decision.by ?? 'a coach');
  return bindActions(
    { ...card, title: [strong(`${project.name}: `), ...card.title] },
    { project: project.id },
  );
}

/** Tells the rooms of a company of new evidence for a stage (STG-4). */
export function evidenceNews({ milestone, evidence }: MilestoneFacts, by: string | null): Card {
  const piece = evidence.at(-1);
  const input = { milestone: String(milestone.number) };
  return {
    title: [strong(numberedName(milestone)), plain(` has new evidence${by === null ? '' : ` from ${by}`}`)],
    blocks: piece ? [text(asSentence(describe(piece)))] : [],
    actions: [
      { label: 'Show', command: 'show', input },
      { label: 'Stages', command: 'stages', input: {} },
    ],
    more: [],
  };
}

/** Tells a coach of it in their own chat, with the company's name. */
export function evidenceForCoach(facts: MilestoneFacts): Card {
  const card = evidenceNews(facts, null);
  return bindActions(
    { ...card, title: [strong(`${facts.project.name}: `), ...card.title] },
    { project: facts.project.id },
  );
}

/** The line that answers a decision. */
export function decisionWords(decided: StageDecision): string {
  const name = numberedName(decided.standing.stage);
  const did = decided.decision.achieved ? `${name} is achieved.` : `${name} is no longer achieved.`;
  return joined([did, ...followsOf(decided)], ' ');
}

/** What follows from a decision: the stage that starts with its date, and the earlier ones that are open. */
function followsOf({ started, skipped, decision }: StageDecision): string[] {
  const day = started?.startDate;
  return [
    started && day ? `${numberedName(started)} is the current stage, since ${formatDate(day, day)}.` : '',
    decision.achieved && skipped.length > 0
      ? `Out of order: ${skipped.map(numberedName).join(' and ')} ${skipped.length === 1 ? 'is' : 'are'} not achieved yet.`
      : '',
  ].filter(Boolean);
}
