import type { Item, Milestone } from '../plan/milestone.ts';

/** The kinds of items that are frozen when a milestone starts (SCP-1). */
const lockedKinds = ['deliverable', 'criterion'] as const;
/** A kind of item that is frozen when a milestone starts. */
export type LockedKind = (typeof lockedKinds)[number];

/** What was agreed when a milestone started: share, dates, deliverables and criteria (SCP-1). Never changed. */
export type ScopeSnapshot = {
  milestoneId: string;
  /** An ISO instant. */
  at: string;
  share: number | null;
  /** Minor units; null without a price. */
  amount: number | null;
  startDate: string | null;
  dueDate: string | null;
  /** By number. */
  items: { number: number; kind: LockedKind; text: string }[];
};

/** Whether an item belongs to the scope that a start freezes. */
export const isLockedKind = (kind: Item['kind']): kind is LockedKind =>
  lockedKinds.some((locked) => locked === kind);

/** Returns the present scope of a milestone, to compare with its snapshot. */
export const presentScope = (
  { id, share, startDate, dueDate }: Pick<Milestone, 'id' | 'share' | 'startDate' | 'dueDate'>,
  items: readonly Pick<Item, 'number' | 'kind' | 'text'>[],
  amount: number | null,
): Omit<ScopeSnapshot, 'at'> => ({
  milestoneId: id,
  share,
  amount,
  startDate,
  dueDate,
  items: items
    .flatMap(({ number, kind, text }) => (isLockedKind(kind) ? [{ number, kind, text }] : []))
    .sort((a, b) => a.number - b.number),
});

/** How the present differs from a snapshot; empty where it does not. */
export type ScopeDifference = {
  added: { number: number; kind: LockedKind; text: string }[];
  removed: { number: number; kind: LockedKind; text: string }[];
  changed: { number: number; was: string; is: string }[];
  startDate: { was: string | null; is: string | null } | null;
  dueDate: { was: string | null; is: string | null } | null;
  amount: { was: number | null; is: number | null } | null;
};

/** Compares a snapshot with the present, item by item (SCP-1). */
export function scopeDifference(was: ScopeSnapshot, is: Omit<ScopeSnapshot, 'at'>): ScopeDifference {
  const [before, after] = [byNumber(was), byNumber(is)];
  return {
    added: is.items.filter(({ number }) => !before.has(number)),
    removed: was.items.filter(({ number }) => !after.has(number)),
    changed: was.items.flatMap(({ number, text }) => {
      const now = after.get(number);
      return now === undefined || now.text === text ? [] : [{ number, was: text, is: now.text }];
    }),
    startDate: was.startDate === is.startDate ? null : { was: was.startDate, is: is.startDate },
    dueDate: was.dueDate === is.dueDate ? null : { was: was.dueDate, is: is.dueDate },
    amount: was.amount === is.amount ? null : { was: was.amount, is: is.amount },
  };
}

const byNumber = ({ items }: Pick<ScopeSnapshot, 'items'>) =>
  new Map(items.map((item) => [item.number, item]));

/** Whether nothing differs. */
export const isUnchanged = ({
  added,
  removed,
  changed,
  startDate,
  dueDate,
  amount,
}: ScopeDifference): boolean =>
  added.length + removed.length + changed.length === 0 &&
  startDate === null &&
  dueDate === null &&
  amount === null;
