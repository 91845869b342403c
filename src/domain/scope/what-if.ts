import { type Health, healthOf, signalsOf } from '../health/health.ts';
import type { CashWeek } from '../money/budget.ts';
import { invoicesOf } from '../money/ledger.ts';
import { amountOf } from '../money/money.ts';
import { cashOf } from '../money/project-budget.ts';
import { type Wait, waitsForSame } from '../plan/dependencies.ts';
import { type Milestone, named } from '../plan/milestone.ts';
import { progressOf } from '../plan/progress.ts';
import type { TriedFacts } from './tried-facts.ts';
import { waitsIn } from './tried-waits.ts';

/** A milestone in what a trial compares; amounts are minor units. */
export type TriedMilestone = Pick<
  Milestone,
  'number' | 'name' | 'outcome' | 'status' | 'startDate' | 'dueDate' | 'share' | 'priority'
> & {
  percent: number;
  amount: number | null;
  items: string[];
  /** What its start waits for; nothing once it has started. */
  waits: Wait[];
};

/** An invoice in what a trial compares. */
export type TriedInvoice = {
  milestone: number;
  nth: number;
  net: number;
  status: string;
  dueOn: string | null;
};

/** Everything that a trial compares before and after (SCP-5). Ids are left out: a trial makes others. */
export type TriedState = {
  target: string | null;
  health: Pick<Health, 'severity' | 'status' | 'reasons'>;
  /** The price with what change orders added; null without money. */
  total: number | null;
  currency: string | null;
  /** By number. */
  milestones: TriedMilestone[];
  /** By milestone and place. */
  invoices: TriedInvoice[];
  /** The money that comes in, as `cash` shows it. */
  cash: { weeks: CashWeek[]; undated: number };
  reminded: TriedFacts['reminded'];
};

/** Returns the state of a project that a trial compares. `today` is YYYY-MM-DD in its zone. */
export function triedState(facts: TriedFacts, today: string): TriedState {
  const { health, money } = facts;
  const { project, milestones } = health;
  const { price, policies } = project;
  const shares = milestones
    .flatMap(({ id, number, parentId, share }) =>
      parentId === null && share !== null ? [{ id, number, share }] : [],
    )
    .sort((a, b) => a.number - b.number);
  const isPriced = price !== null && policies.moneyOn;
  const waits = waitsIn(facts, shares, today);
  const cash = isPriced ? cashOf(money, today) : { weeks: [], undated: 0 };
  const { severity, status, reasons } = healthOf(signalsOf(health, today));
  return {
    target: project.target,
    health: { severity, status, reasons },
    currency: project.currency,
    total: isPriced ? price + milestones.reduce((sum, { extra }) => sum + extra, 0) : null,
    milestones: milestones
      .map(
        (one): TriedMilestone => ({
          ...named(one),
          status: one.status,
          startDate: one.startDate,
          dueDate: one.dueDate,
          share: one.share,
          priority: one.priority,
          percent: progressOf(one, milestones),
          amount: isPriced && (one.share !== null || one.extra !== 0) ? amountOf(one, price, shares) : null,
          items: one.items.map(({ text }) => text),
          waits: waits(one),
        }),
      )
      .sort((a, b) => a.number - b.number),
    invoices: isPriced
      ? invoicesOf(money, today).map(({ milestone, nth, net, state }) => ({
          milestone: milestone.number,
          nth,
          net,
          status: state.status,
          dueOn: state.dueOn,
        }))
      : [],
    cash: { weeks: cash.weeks.filter(({ minor }) => minor !== 0), undated: cash.undated },
    reminded: facts.reminded,
  };
}

/** A milestone before and after; null where it is not there. */
export type MilestoneDifference = { was: TriedMilestone | null; is: TriedMilestone | null };

/** How two states differ; `invoices` are those that change, before and after. */
export type TriedDifference = {
  target: { was: string | null; is: string | null } | null;
  health: { was: TriedState['health']; is: TriedState['health'] } | null;
  total: { was: number | null; is: number | null } | null;
  milestones: MilestoneDifference[];
  invoices: { was: TriedInvoice | null; is: TriedInvoice | null }[];
  cash: {
    /** The weeks whose amount changes, by Monday. */
    weeks: { monday: string; was: number; is: number }[];
    undated: { was: number; is: number } | null;
  };
  /** How many milestones have another due date of which somebody is reminded. */
  reminders: number;
};

/** Compares the states before and after a trial (SCP-5). */
export function triedDifference(was: TriedState, is: TriedState): TriedDifference {
  const milestones = paired(was.milestones, is.milestones, ({ number }) => String(number));
  return {
    target: was.target === is.target ? null : { was: was.target, is: is.target },
    health: differ(was.health, is.health) ? { was: was.health, is: is.health } : null,
    total: was.total === is.total && was.currency === is.currency ? null : { was: was.total, is: is.total },
    milestones: milestones.filter(isAnother),
    invoices: paired(was.invoices, is.invoices, ({ milestone, nth }) => `${milestone}/${nth}`).filter((one) =>
      differ(one.was, one.is),
    ),
    cash: cashDifference(was, is),
    reminders: milestones.filter(
      ({ was: before, is: after }) =>
        before &&
        after &&
        before.dueDate !== after.dueDate &&
        was.reminded.includes(before.number) &&
        is.reminded.includes(after.number),
    ).length,
  };
}

const differ = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);

/** Whether a milestone differs; a new name of what it waits for belongs to the other milestone. */
const isAnother = ({ was, is }: MilestoneDifference) =>
  !waitsForSame(was?.waits ?? [], is?.waits ?? []) || differ({ ...was, waits: [] }, { ...is, waits: [] });

function cashDifference(was: TriedState, is: TriedState): TriedDifference['cash'] {
  const cashIn = ({ cash }: TriedState, monday: string) =>
    cash.weeks.find((week) => week.monday === monday)?.minor ?? 0;
  const mondays = new Set([...was.cash.weeks, ...is.cash.weeks].map(({ monday }) => monday));
  const [before, after] = [was.cash.undated, is.cash.undated];
  return {
    weeks: [...mondays]
      .sort()
      .map((monday) => ({ monday, was: cashIn(was, monday), is: cashIn(is, monday) }))
      .filter((week) => week.was !== week.is),
    undated: before === after ? null : { was: before, is: after },
  };
}

/** Pairs the rows of two lists by key; those that are only in the second come last. */
function paired<T>(was: readonly T[], is: readonly T[], key: (row: T) => string) {
  const after = new Map(is.map((row) => [key(row), row]));
  const before = new Set(was.map(key));
  return [
    ...was.map((row) => ({ was: row as T | null, is: after.get(key(row)) ?? null })),
    ...is.filter((row) => !before.has(key(row))).map((row) => ({ was: null, is: row as T | null })),
  ];
}

/** Splits lines at semicolons outside quotes and mentions; empty ones are left out. */
export function splitLines(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  let quote = '';
  for (const [part] of text.matchAll(/<@[^<>\n]*>|./gsu)) {
    if (quote !== '') {
      if (part === quote) quote = '';
    } else if (closers.has(part)) quote = closers.get(part) ?? '';
    if (part === ';' && quote === '') {
      lines.push(line);
      line = '';
    } else line += part;
  }
  return [...lines, line].map((one) => one.trim()).filter((one) => one !== '');
}

/** The closing quote for each opening one. */
const closers = new Map([
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
]);
