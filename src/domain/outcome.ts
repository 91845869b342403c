import type { Platform } from './platform.ts';
import type { Role } from './project/roles.ts';

/** The result of a decision: a value, or an expected "no". Only defects throw. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** Why something was not done. Worded in one place, `cards/views/refusal.ts`. */
export type Refusal =
  | { is: 'unknown_command'; typed: string; nearest?: string }
  /** The line could not be read: one problem per field, and what was understood of the rest. */
  | {
      is: 'invalid';
      command: string;
      problems: Problem[];
      understood: Record<string, string>;
      offers?: Offer[];
    }
  | { is: 'no_project' }
  /** A direct chat of somebody in several projects: name one. */
  | { is: 'which_project'; names: string[] }
  | { is: 'not_found'; what: 'milestone' | 'item' | 'person' | 'project' | 'command'; typed: string }
  | { is: 'ambiguous'; what: 'milestone' | 'person' | 'project'; typed: string; candidates: string[] }
  /** `holders` are the names of those who may. */
  | { is: 'not_allowed'; needs: Role[]; has: Role; holders: string[] }
  /** The platform did not say who this is. */
  | { is: 'unverified'; platform: Platform }
  | { is: 'wrong_status'; name: string; status: string; allowed: string[]; hint?: string }
  | { is: 'already_done'; what: string; by: string; at: string }
  /** The card that was pressed is older than what it shows. */
  | { is: 'stale' }
  /** A button or form that does not say what it was drawn for, or that this version does not know. */
  | { is: 'outdated' }
  /** The button's project is not this room's any more; its name, for those who take part in it. */
  | { is: 'unlinked'; project: string | null }
  /** The button's project is gone, or is no longer one of theirs. */
  | { is: 'not_yours' }
  /** A rule of the project says no: one sentence with the figures, and what to do. */
  | { is: 'rule'; sentence: string; next?: string }
  /** A group or channel stands where a person must; `offer` is absent where nobody was asked who is in it. */
  | { is: 'group'; typed: string; name: string; offer?: GroupOffer }
  /** The bot is not in the room that would be linked, so that it could not post there. */
  | { is: 'cannot_post'; platform: Platform; why: 'not_in_room' | 'archived' }
  /** There is a project of that name already: `again` is the input that makes a second one. */
  | {
      is: 'same_name';
      name: string;
      other: { id: string; label: string };
      again: Record<string, string>;
      inChannel: boolean;
    }
  /** It could not be carried out, for a reason of Milepost's own. */
  | { is: 'trouble'; why: FailureReason };

/** Only `unknown` may have been done; after the others nothing was changed. */
export type FailureReason = 'busy' | 'unreachable' | 'full' | 'defect' | 'unknown';

/** What is wrong with one field of the input. */
export type Problem = {
  field: string;
  message: string;
  /** Each of these makes a line that works, if nothing else is wrong: what the line would say besides, or instead. */
  fixes?: Fix[];
};

/** A way to mend a line: how a button names it, and the inputs that it sets. */
export type Fix = {
  label: string;
  set: Record<string, string>;
  /** One of several meanings, which nobody may choose but the person. */
  isChoice?: boolean;
};

/** A line that would have worked, and a button that does the same. */
export type Offer = { line: string; button?: { label: string; input: Record<string, string> } };

/** Why nobody is offered of a group. */
export type UnlistedReason =
  /** The app lacks the permission of its platform that tells. */
  | 'no_permission'
  /** Neither the bot nor whoever asks may see who is in it. */
  | 'hidden'
  /** A tag of Teams, which tells bots nothing of it. */
  | 'tag'
  | 'no_answer';

/** The request again with one person in the place of a group. */
export type GroupOffer = {
  command: string;
  platform: Platform;
} & (
  | {
      is: 'members';
      /** In the order of their names. */
      members: { name: string; input: Record<string, string> }[];
      /** How many others there are; undefined: some. */
      others: number | undefined;
    }
  /** `again` is the same request, where it may go better. */
  | { is: 'none'; why: UnlistedReason; again?: Record<string, string> }
);

/** A successful outcome. */
export const ok = <T>(value: T): Outcome<T> => ({ ok: true, value });
/** An expected "no". */
export const refuse = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal });
/** A "no" by a rule that only one command knows. */
export const rule = (sentence: string, next?: string) =>
  refuse({ is: 'rule', sentence, ...(next === undefined ? {} : { next }) });
/** A "no" about one field. */
export const invalid = (command: string, field: string, message: string) =>
  refuse({ is: 'invalid', command, problems: [{ field, message }], understood: {} });
