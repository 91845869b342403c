import type { DecisionFacts } from '../../../src/domain/launch/launch.ts';
import { capitalised } from '../../../src/domain/text/wording.ts';
import { type Card, plain, strong, text } from '../../model.ts';
import { decisionTitle, showDecision, verdictWords } from './decision.ts';

/** Announces a decision's outcome to every room, once. */
export function decidedNews({ decision }: Pick<DecisionFacts, 'decision'>): Card {
  const { outcome, outcomeNote } = decision;
  return {
    title: [
      plain(`${capitalised(outcome ? verdictWords[outcome] : 'open')}: `),
      strong(decisionTitle(decision)),
    ],
    blocks: outcomeNote ? [text(`“${outcomeNote}”`)] : [],
    actions: [showDecision(decision)],
    more: [],
  };
}
