import { contingencyCard } from '../../cards/views/launch/contingency.ts';
import { decisionCard, verdictWords } from '../../cards/views/launch/decision.ts';
import type { Tx } from '../../db/database.ts';
import { loadContingency, loadDecision } from '../../db/queries/launch/launch.ts';
import { judge } from '../domain/launch/criteria.ts';
import { readCriterion } from '../domain/launch/criteria-text.ts';
import { formatDate, todayIn } from '../domain/time/dates.ts';
import type { ScheduledMessage } from '../domain/time/schedule.ts';
import type { Worded } from '../ports/content.ts';
import { card, nothing } from './worded.ts';

/** LCH-4: what is to be decided today; nothing where that has happened, or was put off. */
export async function wordDecision(tx: Tx, { target }: ScheduledMessage, now: string): Promise<Worded> {
  const facts = await loadDecision(tx, idIn(target));
  if (!facts) return nothing('it is no longer there');
  const { outcome, on } = facts.decision;
  const today = todayIn(now, facts.project.zone);
  if (outcome) return nothing(`it was decided before: ${verdictWords[outcome]}`);
  if (on !== null && on > today) return nothing(`it was put off until ${formatDate(on, today)}`);
  return card(decisionCard(facts, { today }));
}

/** LCH-5: what is proposed because its condition holds, or cannot be computed; else why nothing is. */
export async function wordContingency(tx: Tx, { target }: ScheduledMessage, now: string): Promise<Worded> {
  const facts = await loadContingency(tx, idIn(target));
  if (!facts) return nothing('it is no longer there');
  const { outcome, on, when } = facts.contingency;
  const today = todayIn(now, facts.project.zone);
  if (outcome) return nothing(`it was ${outcome} before`);
  if (on !== null && on > today) return nothing(`it was put off until ${formatDate(on, today)}`);
  const { met, figure } = judge(readCriterion(when), facts);
  if (met === false) return nothing(`“${when}” does not hold: ${figure}`);
  return card(contingencyCard(facts, { today }));
}

/** The target is `id/room`. */
const idIn = (target: string) => target.split('/')[0] ?? '';
