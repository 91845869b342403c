import { type Contingency, contingencyKey } from '../../../src/domain/launch/contingency.ts';
import { judge } from '../../../src/domain/launch/criteria.ts';
import { criterionText, readCriterion } from '../../../src/domain/launch/criteria-text.ts';
import { isEmptyEffect } from '../../../src/domain/launch/effect.ts';
import type { ContingencyFacts } from '../../../src/domain/launch/launch.ts';
import { readRemedy } from '../../../src/domain/launch/remedy.ts';
import { pageOf } from '../../../src/domain/page.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { formatDate } from '../../../src/domain/time/dates.ts';
import {
  type Action,
  type Block,
  type Card,
  type CardActions,
  type CardBody,
  code,
  type Item,
  plain,
  type Span,
  strong,
  text,
} from '../../model.ts';
import { stoppedBlocks } from '../money/stopped.ts';
import { type AskedPage, pagedNote, rangeWords } from '../paging.ts';
import { joined, withFullStop } from '../words.ts';
import { dayWords } from './decision.ts';
import { effectAction, effectBlocks, remedyEffect, remedyLabel } from './remedy.ts';

/** Words a contingency's condition, with its dates written out. */
const conditionWords = ({ when }: Pick<Contingency, 'when'>, today: string): string =>
  excerpt(
    criterionText(readCriterion(when), (date) => formatDate(date, today)),
    200,
  );

/** Draws a contingency's live card (LCH-5). `today` is YYYY-MM-DD in the project's zone. */
export const contingencyCard = (facts: ContingencyFacts, at: { today: string }): Card => ({
  ...contingencyView(facts, at),
  ...contingencyActions(facts, at),
  of: { kind: 'contingency', id: facts.contingency.id },
});

/** Shows whether the condition holds, what is proposed, and what that would change. */
export function contingencyView(facts: ContingencyFacts, { today }: { today: string }): CardBody {
  const { contingency, project } = facts;
  const { outcome, on, action } = contingency;
  const open = outcome === null;
  const { remedy, effect } = remedyEffect(action, facts, today);
  return {
    title: [plain(`${contingencyKey(contingency)} · If ${conditionWords(contingency, today)}`)],
    state: outcome ?? (on !== null && on < today ? 'overdue' : 'open'),
    subtitle: on === null || outcome ? [] : [plain(dayWords(on, today, project))],
    blocks: [
      ...stoppedBlocks(facts, today),
      ...(open ? [conditionBlock(facts)] : []),
      ...outcomeBlocks(facts),
      ...(open ? [text([strong('Proposed'), plain(`: ${withFullStop(remedyLabel(remedy))}`)])] : []),
      ...(open ? effectBlocks(effect, today) : []),
    ],
  };
}

function conditionBlock({ contingency, ...at }: ContingencyFacts): Block {
  const criterion = readCriterion(contingency.when);
  const { met, figure } = judge(criterion, at);
  const why = criterion.is === 'manual' ? 'somebody who runs the project has to check it' : figure;
  if (met === null) return text(`Milepost cannot check this: ${why}.`);
  const words = met ? 'True now' : 'Not true now';
  return text([strong(words), plain(`: ${figure}.`)], met ? 'alert' : 'normal');
}

function outcomeBlocks({ contingency: { outcome, action, decidedBy } }: ContingencyFacts): Block[] {
  if (!outcome) return [];
  const words = outcome === 'applied' ? 'Applied' : 'Dismissed';
  return [text(`${joined([words, decidedBy && `by ${decidedBy}`], ' ')}: ${withFullStop(action)}`)];
}

/** Offers to apply the proposal, where it would change anything, or to dismiss it. */
export function contingencyActions(facts: ContingencyFacts, { today }: { today: string }): CardActions {
  const { contingency } = facts;
  if (contingency.outcome !== null) return { actions: [], more: [] };
  const { remedy, effect } = remedyEffect(contingency.action, facts, today);
  const reference = { contingency: contingencyKey(contingency) };
  const press = (word: string) => ({ command: 'contingency', input: { ...reference, verb: word } });
  const apply: Action = { ...effectAction(remedy, effect, today, press('apply')), label: 'Apply' };
  const possible = remedy.is === 'manual' || !isEmptyEffect(effect);
  return { actions: [...(possible ? [apply] : []), { label: 'Dismiss', ...press('dismiss') }], more: [] };
}

/** Lists a project's contingencies: condition, proposal and day. */
export function contingenciesCard(
  project: Project,
  contingencies: ContingencyFacts['contingency'][],
  today: string,
  { page: wanted }: AskedPage = {},
): Card {
  const page = pageOf(contingencies, wanted);
  const items = page.lines.map(
    (one): Item => ({
      spans: contingencyLine(one, today, project),
      actions: [{ label: 'Show', command: 'contingency', input: { contingency: contingencyKey(one) } }],
    }),
  );
  const body: Block =
    items.length > 0
      ? { is: 'list', items }
      : text([
          plain('No contingencies yet. Add one with '),
          code('if "30% of p0 incomplete" on:"15 feb" then:"shift launch 7d"'),
          plain('.'),
        ]);
  const title = joined([`${project.name}, contingencies`, rangeWords(page)]);
  return pagedNote(
    title,
    [body],
    page,
    { command: 'contingencies' },
    { label: 'Add a contingency', command: 'if', input: {} },
  );
}

function contingencyLine(one: Contingency, today: string, project: Project): Span[] {
  const words = remedyLabel(readRemedy(one.action));
  const stands = one.outcome ?? dayWords(one.on, today, project);
  return [
    strong(`${contingencyKey(one)} · If ${conditionWords(one, today)}`),
    plain(`: ${joined([`${words.charAt(0).toLowerCase()}${words.slice(1)}`, stands])}`),
  ];
}
