import { decimalOf, formatMoney } from '../../../src/domain/money/money.ts';
import { type Cause, causes, type Option, type RecoveryFacts } from '../../../src/domain/scope/recovery.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { percentWords } from '../../../src/domain/text/wording.ts';
import { formatDate, plural } from '../../../src/domain/time/dates.ts';
import { type Action, type Block, type Card, type Item, note, plain, strong, text } from '../../model.ts';
import { joined, numberedName } from '../words.ts';

const causeWords: Record<Cause, { label: string; words: string }> = {
  scope: { label: 'The scope grew', words: 'the scope grew' },
  complexity: { label: 'It is harder than planned', words: 'it is harder than planned' },
  resources: { label: 'Too few people', words: 'too few people' },
};

/** Shows how late a milestone is and asks for the cause; with one, shows the ways to recover. `today` is YYYY-MM-DD. */
export function recoveryCard(facts: RecoveryFacts, { today }: { today: string }): Card {
  const title = `${numberedName(facts.milestone)}, recovery`;
  const standing = text(standingWords(facts, today));
  if (facts.wanted === null) return note(title, [standing, text(unknownWords(facts))]);
  if (facts.wanted === 0) return note(title, [standing, text(inTimeWords(facts), 'quiet')]);
  if (facts.cause === null)
    return note(
      title,
      [standing, text('What is the cause?')],
      causes.map((cause) => causeAction(facts, cause)),
    );
  return note(title, [
    standing,
    text([strong('Cause: '), plain(`${causeWords[facts.cause].words}.`)]),
    ...optionBlocks(facts, today),
  ]);
}

/** "60 % done after 10 working days. At this rate it ends Fri 18 Dec, 4 working days after it is due." */
function standingWords({ pace, milestone: { dueDate } }: RecoveryFacts, today: string): string {
  const done = `${percentWords(pace.percent)} done${pace.worked > 0 ? ` after ${plural(pace.worked, 'working day')}` : ''}.`;
  const due = dueDate === null ? '' : ` It is due ${formatDate(dueDate, today)}.`;
  if (pace.endsOn === null) return `${done}${due}`;
  const rate = pace.percent > 0 ? 'At this rate it ends' : 'In the planned time it ends';
  const late = pace.late ? `, ${plural(pace.late, 'working day')} after it is due` : '';
  return `${done} ${rate} ${formatDate(pace.endsOn, today)}${late}.${pace.late ? '' : due}`;
}

const example = ({ milestone }: RecoveryFacts) => `“recover ${milestone.number} days:3”`;

const unknownWords = (facts: RecoveryFacts): string =>
  `How late it will be is not known without a start, a due date and progress. Say how many working days to win back: ${example(facts)}.`;

const inTimeWords = (facts: RecoveryFacts): string =>
  `It ends in time at this rate. To win days all the same, say how many: ${example(facts)}.`;

const causeAction = ({ milestone, days }: RecoveryFacts, cause: Cause): Action => ({
  label: causeWords[cause].label,
  command: 'recover',
  input: { milestone: String(milestone.number), cause, ...(days === null ? {} : { days: String(days) }) },
  redraws: true,
});

function optionBlocks(facts: RecoveryFacts, today: string): Block[] {
  const { options } = facts;
  if (options.length === 0)
    return [text('There is nothing to offer: the milestone can neither move nor lose anything.')];
  return [
    { is: 'list', items: options.map((option) => optionItem(facts, option, today)) },
    text('A proposal becomes a change order. The plan changes once both sides have signed it.', 'quiet'),
  ];
}

function optionItem(facts: RecoveryFacts, option: Option, today: string): Item {
  const words = joined([gainWords(facts, option), ...effectWords(facts, option, today)]);
  return {
    spans: [strong(optionName(facts, option)), plain(`: ${words}`)],
    actions: [propose(facts, option)],
  };
}

/** Also the text of the change order, so that it says what was agreed and why. */
function optionName({ milestone: { number } }: RecoveryFacts, { way, days, item }: Option): string {
  switch (way) {
    case 'extend':
      return `${plural(days ?? 0, 'more working day')}`;
    case 'leave_out':
      return `Leave out ${number}.${item?.number} “${excerpt(item?.text ?? '', 80)}”`;
    case 'add_people':
      return 'More people';
    default:
      return way satisfies never;
  }
}

function gainWords({ wanted }: RecoveryFacts, { way, days }: Option): string {
  if (way === 'extend') return '';
  if (days === null) return 'how much it wins is not known';
  const rest = Math.max(0, (wanted ?? 0) - days);
  return `wins about ${plural(days, 'working day')}${rest > 0 ? ` of ${wanted}` : ''}`;
}

function effectWords({ project: { currency } }: RecoveryFacts, { effect }: Option, today: string): string[] {
  const day = ({ was, is }: { was: string; is: string }) =>
    `${formatDate(was, today)} → ${formatDate(is, today)}`;
  const money = (minor: number) => (currency === null ? '' : formatMoney({ minor, currency }));
  const own = effect.dates.find(({ id }) => id === effect.into)?.due;
  const others = effect.dates.length - (own ? 1 : 0);
  return [
    ...(own ? [`due ${day(own)}`] : []),
    ...(others > 0 ? [`${plural(others, 'later milestone')} ${others === 1 ? 'moves' : 'move'} too`] : []),
    ...(effect.target ? [`go-live ${day(effect.target)}`] : []),
    ...(effect.total ? [`price ${money(effect.total.was)} → ${money(effect.total.is)}`] : []),
  ];
}

function propose(facts: RecoveryFacts, option: Option): Action {
  const { milestone, cause, project } = facts;
  const { days, cost, swapItem, route } = option.order;
  const { currency } = project;
  const why = cause === null ? '' : ` (${causeWords[cause].words})`;
  return {
    label: 'Propose',
    command: 'change',
    input: {
      text: `${optionName(facts, option)}${why}`,
      milestone: String(milestone.number),
      route,
      deliverable: 'no',
      ...(days === 0 ? {} : { days: String(days) }),
      ...(cost === 0 || currency === null ? {} : { cost: decimalOf({ minor: cost, currency }) }),
      ...(swapItem === null ? {} : { swap: `${milestone.number}.${swapItem}` }),
    },
    confirm: {
      title: 'Propose this change?',
      text: 'Its card goes to both sides. The plan changes once both have signed it.',
      yes: 'Propose',
    },
  };
}
