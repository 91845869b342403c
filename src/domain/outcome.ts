import type { NamedThing } from './named-thing.ts';
import type { Platform } from './platform.ts';
import type { HistoryEntry } from './project/history.ts';
import type { Role } from './project/roles.ts';
import type { UndoRefusal } from './project/undo-refusal.ts';
import type { LockBreach } from './scope/breach.ts';

/** The result of a decision: a value or a refusal. Only defects throw. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** Why a command did nothing. Worded in `cards/views/refusal.ts`. */
export type Refusal =
  | { is: 'unknown_command'; typed: string; nearest?: string }
  /** The input is not valid: one problem per field, and the values that were understood. */
  | {
      is: 'invalid';
      command: string;
      problems: Problem[];
      understood: Record<string, string>;
      offers?: Offer[];
    }
  | { is: 'no_project' }
  /** In a direct chat of a person with several projects, the project must be named. */
  | { is: 'which_project'; names: string[] }
  | { is: 'not_found'; what: 'milestone' | 'item' | 'person' | 'project' | 'command'; typed: string }
  | { is: 'ambiguous'; what: 'milestone' | 'person' | 'project'; typed: string; candidates: string[] }
  /** `holders` are the names of the people who can, or who can give a role to somebody without one. */
  | { is: 'not_allowed'; needs: Role[]; has: Role; holders: string[]; command?: string }
  /** The platform did not identify the person. */
  | { is: 'unverified'; platform: Platform }
  | { is: 'wrong_status'; name: string; status: string; allowed: string[]; milestone?: number; hint?: string }
  /** Demo steps were neither shown nor skipped (APR-2); `number` as in `3.2`. */
  | { is: 'demo_open'; name: string; steps: { number: string; text: string }[] }
  /** `by` is null where it is not known who. */
  | { is: 'already_done'; what: string; by: string | null; at: string }
  /** A command without a milestone fits none; `states` are the ones that it takes, in words. */
  | {
      is: 'nothing_fits';
      command: string;
      why: 'empty_plan' | 'needs_approval' | 'needs_no_approval' | 'state';
      states: string[];
    }
  /** A form asks which one of a kind of thing is meant, and the project has none that fits. */
  | { is: 'nothing_to_choose'; what: NamedThing }
  /** What a form was opened for has changed since: what it is, and what happened, latest first. */
  | { is: 'changed_since'; what: string; happened: HistoryEntry[]; today: string }
  /** The pressed card is older than what it shows. */
  | { is: 'stale' }
  /** A button or form without its purpose, or of another version. */
  | { is: 'outdated' }
  /** The button's project is no longer linked to this room; its name only for its members. */
  | { is: 'unlinked'; project: string | null }
  /** The button's project no longer exists, or the person is no longer a member. */
  | { is: 'not_yours' }
  /** A business rule refuses: one sentence with the figures, and what to do next; `listsInternal`: that names what only the team may read. */
  | { is: 'rule'; sentence: string; next?: string; step?: NextStep; listsInternal?: true }
  /** What a milestone is agreed to be was frozen when it started; a change order can change it (SCP-1). */
  | { is: 'scope_locked'; breach: LockBreach }
  /** `undo` cannot take a change back. */
  | { is: 'cannot_undo'; undo: UndoRefusal }
  /** A group or channel was given for a person; `offer` is absent if its members were not looked up. */
  | { is: 'group'; typed: string; name: string; offer?: GroupOffer }
  /** The bot could not post to the room that would be linked. */
  | { is: 'cannot_post'; platform: Platform; why: 'not_in_room' | 'archived' }
  /** A project of that name exists: `again` is the input that creates a second one. */
  | {
      is: 'same_name';
      name: string;
      other: { id: string; label: string };
      again: Record<string, string>;
      inChannel: boolean;
    }
  /** Milepost failed. */
  | { is: 'trouble'; why: FailureReason };

/** The button that does what a refusal says to do next. */
export type NextStep = { label: string; command: string; input: Record<string, string> };

/** Why Milepost failed. Only after `unknown` may something have been written. */
export type FailureReason = 'busy' | 'unreachable' | 'full' | 'defect' | 'unknown';

/** A problem with one field of the input. */
export type Problem = {
  field: string;
  message: string;
  /** Fixes, each of which makes the input valid if this is the only problem. */
  fixes?: Fix[];
};

/** A fix that a button offers: its label and the inputs that it sets. */
export type Fix = {
  label: string;
  set: Record<string, string>;
  /** One of several meanings: only the person may choose. */
  isChoice?: boolean;
};

/** A line that would have worked, and a button that does the same. */
export type Offer = { line: string; button?: { label: string; input: Record<string, string> } };

/** Why no member of a group is offered. */
export type UnlistedReason =
  /** The app lacks the platform's permission. */
  | 'no_permission'
  /** Neither the bot nor the person may see the members. */
  | 'hidden'
  /** A Teams tag: bots cannot read its members. */
  | 'tag'
  | 'no_answer';

/** The same request with one person instead of a group. */
export type GroupOffer = {
  command: string;
  platform: Platform;
} & (
  | {
      is: 'members';
      /** By name. */
      members: { name: string; input: Record<string, string> }[];
      /** The number of other members; undefined: unknown. */
      others: number | undefined;
    }
  /** `again` repeats the request where it may succeed. */
  | { is: 'none'; why: UnlistedReason; again?: Record<string, string> }
);

/** A successful outcome. */
export const ok = <T>(value: T): Outcome<T> => ({ ok: true, value });
/** A refusal. */
export const refuse = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal });
/** What was loaded of a project; a refusal where the project is gone. */
export const foundProject = <T>(facts: T | undefined): Outcome<T> =>
  facts ? ok(facts) : refuse({ is: 'no_project' });
/** A refusal of what somebody did before; null where it is not known who. */
export const alreadyDone = (what: string, by: string | null, at: string) =>
  refuse({ is: 'already_done', what, by, at });
/** A refusal by a rule of one command. */
export const rule = (sentence: string, next?: string, step?: NextStep) =>
  refuse({ is: 'rule', sentence, ...(next === undefined ? {} : { next }), ...(step ? { step } : {}) });
/** A refusal because of one field. */
export const invalid = (command: string, field: string, message: string) =>
  refuse({ is: 'invalid', command, problems: [{ field, message }], understood: {} });
