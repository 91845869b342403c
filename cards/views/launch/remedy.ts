import { type Effect, effectOf, fingerprintOf, isEmptyEffect } from '../../../src/domain/launch/effect.ts';
import type { LaunchFacts } from '../../../src/domain/launch/launch.ts';
import { type Remedy, readRemedy } from '../../../src/domain/launch/remedy.ts';
import type { DateChange, Shift } from '../../../src/domain/plan/shift.ts';
import { cut } from '../../../src/domain/text/cut.ts';
import { formatDate, plural } from '../../../src/domain/time/dates.ts';
import { type Action, type Block, type Card, type Item, note, plain, strong, text } from '../../model.ts';
import { firstItems } from '../first-items.ts';
import { joined, numberedName } from '../words.ts';

/** "Shift the launch by 7 days". */
export function remedyLabel(remedy: Remedy): string {
  switch (remedy.is) {
    case 'shift':
      return `Shift the launch by ${plural(remedy.days, 'day')}`;
    case 'drop':
      return `Drop ${remedy.priorities.join(', ')}`;
    case 'manual':
      return remedy.text;
    default:
      return remedy satisfies never;
  }
}

const maxLines = 8;

/** Lists what would change, before and after. `today` is YYYY-MM-DD in the project's zone. */
export function effectBlocks(effect: Effect, today: string): Block[] {
  if (effect.is === 'manual') return [];
  if (isEmptyEffect(effect)) return [text('That would change nothing in the current plan.', 'quiet')];
  const items = effect.is === 'shift' ? shiftItems(effect.shift, today) : dropItems(effect.milestones);
  return [{ is: 'list', items: firstItems(items, maxLines) }];
}

function shiftItems({ target, milestones }: Shift, today: string): Item[] {
  const day = (date: string) => formatDate(date, today);
  const moved = (word: string, dates: DateChange | null) =>
    dates && `${word}${day(dates.was)} → ${day(dates.is)}`;
  return [
    ...(target ? [{ spans: [strong('Go-live'), plain(`: ${moved('', target)}`)] }] : []),
    ...milestones.map((one) => ({
      spans: [
        strong(numberedName(one)),
        plain(`: ${joined([moved('start ', one.start), moved('due ', one.due)])}`),
      ],
    })),
  ];
}

const dropItems = (milestones: (Effect & { is: 'drop' })['milestones']): Item[] =>
  milestones.map((one) => ({ spans: [strong(numberedName(one)), plain(' would be removed')] }));

/** "Go-live moves to Thu 26 Feb, and 7 milestones with it." */
export function effectSentence(effect: Effect, today: string): string {
  if (effect.is === 'manual') return `${effect.text}.`;
  const some = (n: number, one: string, more: string) => `${plural(n, 'milestone')} ${n === 1 ? one : more}`;
  if (effect.is === 'drop') return `${some(effect.milestones.length, 'is', 'are')} removed from the plan.`;
  const { target, milestones } = effect.shift;
  const many = milestones.length;
  const moving = some(many, 'moves', 'move');
  if (!target) return `${moving} by ${plural(effect.days, 'day')}.`;
  const rest = many === 0 ? '' : `, and ${moving} with it`;
  return `Go-live moves to ${formatDate(target.is, today)}${rest}.`;
}

/** Returns a button that does exactly what the card shows; if the plan changed since, the press shows the new effect (LIVE-3). */
export const effectAction = (
  remedy: Remedy,
  effect: Effect,
  today: string,
  { command, input }: Pick<Action, 'command' | 'input'>,
): Action => ({
  label: cut(remedyLabel(remedy), 75),
  command,
  input,
  version: fingerprintOf(effect),
  style: 'primary',
  confirm: {
    title: `${cut(remedyLabel(remedy), 90)}?`,
    text: effectSentence(effect, today),
    yes: remedy.is === 'drop' ? 'Drop' : remedy.is === 'shift' ? 'Shift' : 'Done',
  },
});

/** Shows what a shift by `days` days would move, with a button that does it. */
export function shiftCard(facts: LaunchFacts, days: number, today: string): Card {
  const remedy: Remedy = { is: 'shift', days };
  const effect = effectOf(remedy, facts, today);
  const command = { command: 'shift', input: { by: `${days} days`, apply: 'yes' } };
  return note(
    `${facts.project.name}: shift the plan by ${plural(days, 'day')}`,
    [...effectBlocks(effect, today), text('Finished milestones and past dates stay as they are.', 'quiet')],
    isEmptyEffect(effect) ? [] : [effectAction(remedy, effect, today, command)],
  );
}

/** Announces an applied remedy to every room, once; undefined when it changed nothing. */
export const effectNews = (effect: Effect, by: string, why: string, today: string): Card | undefined =>
  isEmptyEffect(effect) ? undefined : note(`${by} ${why}`, [text(effectSentence(effect, today))]);

/** Parses a remedy's text and computes its effect on the current plan. */
export function remedyEffect(
  text: string,
  facts: LaunchFacts,
  today: string,
): { remedy: Remedy; effect: Effect } {
  const remedy = readRemedy(text);
  return { remedy, effect: effectOf(remedy, facts, today) };
}
