import type { About, Card, Form } from '../../cards/model.ts';
import type { Problem, Refusal, UnlistedReason } from '../domain/outcome.ts';
import type { Medium, Platform } from '../domain/platform.ts';
import type { Written } from '../domain/project/access.ts';
import type { Affiliation } from '../domain/project/roles.ts';
import type { Resource } from '../presenters/resource.ts';

/** The address of a channel, group chat or direct chat on its platform, or of a mailbox. */
export type RoomAddress = {
  platform: Medium;
  /** Slack team (or enterprise) id, Entra tenant id; empty for e-mail. */
  tenant: string;
  /** Slack channel id; Teams conversation id without `;messageid=`; e-mail address. */
  channel: string;
  /** `direct` is a chat between one person and the bot. */
  kind: 'channel' | 'direct';
  name?: string;
  /** What the platform's messenger needs to post there (Teams: serviceUrl, bot id). Opaque elsewhere. */
  reach?: Record<string, string>;
};

/** Whether the bot can post in a room; checked before a project is linked to it. */
export type CanPost = { is: 'yes' } | { is: 'no'; why: 'not_in_room' | 'archived' };

/** Asks platforms whether the bot can post in a room. Never throws; resolves to `yes` where they do not answer in time. */
export type AskCanPost = Partial<Record<Platform, (room: RoomAddress) => Promise<CanPost>>>;

/** The sender as authenticated by the platform; never from a payload that the person can write. */
export type Actor = {
  platform: Platform;
  tenant: string;
  user: string;
  /** Entra object id: the same across bots. */
  directoryId?: string;
  name?: string;
  /** IANA zone, where the platform reports it. */
  zone?: string;
  /** Only where the request itself proves it; otherwise looked up on first contact. */
  standing?: Affiliation;
};

/** The profile that a platform reports of a person. */
export type Profile = {
  name?: string;
  zone?: string;
  /** Only of a full member, and only when the platform has verified it (ADM-10). */
  email?: string;
  directoryId?: string;
  standing: Affiliation;
  /** The account is deactivated or deleted. */
  gone?: boolean;
  /** The room's roster lacks them, and nothing else is known. */
  absent?: true;
  /** The account is an app's. */
  bot?: true;
};

/** Fetches a person's profile; undefined when the platform did not answer in time. Never throws. */
export type FindProfile = (actor: Actor, room: RoomAddress | undefined) => Promise<Profile | undefined>;

/** The address of a user group, channel or team; `name` where the mention has it. */
export type GroupAddress = { platform: Platform; tenant: string; id: string; name?: string };

/** The members of a group, as far as its platform reports them. */
export type Members =
  | {
      is: 'listed';
      /** Its display name, where the platform reports it. */
      name?: string;
      /** Without this bot; with a profile where the list has one. */
      members: readonly { user: string; profile?: Profile }[];
      /** The list is complete. */
      isWhole: boolean;
      /** Every full member of the organisation may see the members; otherwise only they may. */
      isOpen: boolean;
    }
  | { is: 'unlisted'; why: UnlistedReason };

/** Fetches the members of a group that is named in a room. Resolves within a second; never throws. */
export type FindMembers = (group: GroupAddress, room: RoomAddress | undefined) => Promise<Members>;

/** The account of a person on a platform. */
export type AccountAddress = Pick<Actor, 'platform' | 'tenant' | 'user' | 'directoryId'>;

/** An event about a person from a platform. */
export type PersonNews =
  /** The whole current profile. */
  | { is: 'told'; who: AccountAddress; profile: Profile }
  /** Something changed: the profile is to be fetched, in that room too. `gone`: the account was reported as gone. */
  | { is: 'doubtful'; who: AccountAddress; room?: RoomAddress; gone?: boolean }
  /** Posting to the person's direct chat fails. */
  | { is: 'unreachable'; chat: RoomAddress; gone?: boolean };

/** Handles events about people; ignores unknown people. Throws only when the database fails. */
export type PersonNewsHandler = (news: PersonNews) => Promise<void>;

/** Whether the settings hold the token or tenant of an organisation (ADM-10). */
export type IsConfigured = (at: { platform: Platform; tenant: string }) => boolean;

/** The result of fetching a file. */
export type FetchResult =
  | { is: 'fetched'; bytes: Uint8Array }
  | { is: 'too_large' }
  | { is: 'gone' }
  /** No answer, or not in time. */
  | { is: 'unreachable' }
  /** The platform refuses it; `next` is a sentence that says what to do. */
  | { is: 'withheld'; next: string };

/** A file attached to a request, still stored by the platform. */
export type SharedFile = {
  name: string;
  /** Fetches at most `maxBytes`, in time for an answer. Never throws. */
  fetch(maxBytes: number): Promise<FetchResult>;
};

/** A message that somebody acts on, as its platform reports it with the request; never as a form carries it (APR-3). */
export type QuotedMessage = {
  messageId: string;
  /** The account that wrote it; `name` where the platform says it. */
  author: { user?: string; name?: string; isApp?: true };
  /** When it was written, an ISO instant. */
  at: string;
  /** In the notation of messages. */
  text: string;
  /** The names of its files. */
  files: readonly string[];
  permalink?: string;
  /** Why it cannot be quoted. `own`: this bot wrote it. */
  unfit?: 'deleted' | 'private' | 'own';
};

/** A request of a person, independent of the platform. */
export type Intent = {
  /** The idempotency key of the delivery on its platform: a repeat gets the stored answer. Absent: never repeated. */
  delivery?: string;
  /** The answer is posted as a message, so that a repeated delivery must post nothing: its reply is `repeated`. */
  answer?: 'posted';
  /** The message that the request is, written in a project's thread (CUS-4). */
  written?: Written;
  /** An edited message: a command that was done is `repeated`; one that was not runs with the new words. */
  corrects?: true;
  actor: Actor;
  room?: RoomAddress;
  /** The message whose thread the request came from; cards that it posts to the room go there. */
  thread?: string;
  /** A typed line may post cards to the room; a press is answered to the presser alone. */
  surface: 'line' | 'press' | 'form';
  ask: /** `project` is the default where the line names none. */
    | { line: string; project?: string }
    | {
        command: string;
        input: Record<string, string>;
        /** The project for which the button or form was drawn, instead of the room's. */
        about?: About;
        /** The project by name or id, where an operator at a terminal gives input without a line. */
        project?: string;
      };
  /** The form of the command is wanted: nothing is carried out. */
  form?: FormRequest;
  /** The caller is a program: the answer carries the resource. */
  asResource?: true;
  /** Attached files; with an empty line the command for files runs (LCH-1). */
  files?: SharedFile[];
  /** The message that it is about: the form of its command opens, filled in from the message. */
  quoted?: QuotedMessage;
  /** The reaction to a message of the room that it is: carried out without a form. */
  reacted?: { messageId: string; stamp: string; isOn: boolean };
  /** The version of the subject on the pressed card (LIVE-3). */
  version?: number;
  /** The message that was pressed, where the answer takes its place for the presser. */
  pressed?: string;
  /** The press leaves what was shown in the place of a card: the answer is that card again. */
  returns?: true;
};

/** What is wanted of the form of a command. */
export type FormRequest =
  /** All of its fields, with the input in them. */
  | { is: 'whole' }
  /** The choices of one field that a typed text finds: the reply is a form with only this field. */
  | { is: 'search'; field: string; text: string };

/** The reply to a request. */
export type Reply = Answer & {
  /** The delivery was answered before with a posted message: post nothing. */
  repeated?: true;
};

/** A live card in the room of a request: its message, none until it is posted, and the message whose thread it is in. */
export type PostedAt = { messageId?: string; thread?: string };

/**
 * The answer to a request. With `at`, that live card shows the same: a private answer links to it instead. With
 * `over`, it is shown in the place of a live card, to which a press can return.
 */
type Answer =
  | { is: 'shown'; card: Card; at?: PostedAt; over?: true; resource?: Resource }
  /** Done: a confirmation line, and the current card of what changed. `unseen`: no live card shows the change. `alone` is the line where its card is not shown with it. */
  | {
      is: 'done';
      line: string;
      card?: Card;
      at?: PostedAt;
      unseen?: true;
      alone?: string;
      resource?: Resource;
    }
  /** More input is needed. */
  | { is: 'form'; form: Form }
  /**
   * Not done: why, and what to do next. `present` is the current card (LIVE-3). Of a submitted form: `form` is the
   * form as filled in, whose `given` replaces what it carried, and `problems` are those of its fields.
   */
  | {
      is: 'refused';
      refusal: Refusal;
      card: Card;
      present?: Card;
      at?: PostedAt;
      form?: Form;
      problems?: Problem[];
    };

/** Runs a request: the entry point for adapters and CLI. Never throws. */
export type Run = (intent: Intent) => Promise<Reply>;

/** An event about a room or installation from a platform. */
export type RoomNews =
  /** Posting is impossible: archived, deleted, bot removed or blocked. `team`: in all of its rooms. */
  | { is: 'lost'; room: RoomAddress; why: string; team?: string }
  /** Posting is possible again: unarchived, restored. `team`: in all of its rooms. */
  | { is: 'returned'; room: RoomAddress; team?: string }
  | { is: 'renamed'; room: RoomAddress; name: string }
  | { is: 'moved'; room: RoomAddress; channel: string }
  /** The bot was added: it posts its welcome once, or resumes. */
  | { is: 'joined'; room: RoomAddress; team?: string }
  /** The app was uninstalled or its tokens revoked. */
  | { is: 'uninstalled'; platform: Platform; tenant: string; why: string };

/** A reply in a thread of a room that somebody wrote, edited or deleted. */
export type ThreadNews = {
  is: 'said' | 'edited' | 'deleted';
  actor: Actor;
  room: RoomAddress;
  /** The message that the thread belongs to. */
  thread: string;
  message: Written;
  /** In the notation of messages; mentions of this bot are removed. */
  text: string;
  /** `named`: it mentions this bot, so that a command may be meant. `needed`: the bot gets only such messages. */
  mention?: 'named' | 'needed';
  /** The idempotency key of the message; of an edit or deletion, its own. */
  delivery: string;
};

/**
 * Takes a reply as a message of the project's thread (CUS-4). Undefined where the thread is not that of a project, or
 * the reply is a command.
 */
export type ThreadNewsHandler = (news: ThreadNews) => Promise<Reply | undefined>;

/** A message of a channel that was edited, restored or deleted; `text` as in `QuotedMessage`. */
export type MessageNews = {
  room: RoomAddress;
  messageId: string;
  /** When that happened, an ISO instant. */
  at: string;
} & ({ is: 'edited'; text: string; files: readonly string[] } | { is: 'deleted' });

/** Handles edits and deletions of messages; idempotent, in any order. Throws only when the database fails. */
export type MessageNewsHandler = (news: MessageNews) => Promise<void>;

/** Somebody reacted to a message of a channel, or took that back. */
export type ReactionNews = {
  is: 'added' | 'removed';
  actor: Actor;
  room: RoomAddress;
  messageId: string;
  /** The name of the emoji. */
  reaction: string;
  /** The time of the event, as text that compares by time within its platform. */
  stamp: string;
  /** The idempotency key of the event. */
  delivery: string;
  /** Fetches the message, in time for an answer; undefined where the platform does not give it. Never throws. */
  fetch(): Promise<QuotedMessage | undefined>;
};

/** What to tell who reacted, in private: to choose the milestone, or that the message could not be fetched. */
export type ReactionAnswer = { is: 'asks'; reply: Extract<Reply, { is: 'shown' }> } | { is: 'unfetched' };

/** Takes a reaction as evidence (APR-3); undefined where there is nothing to answer. Throws only when the database fails. */
export type ReactionNewsHandler = (news: ReactionNews) => Promise<ReactionAnswer | undefined>;

/** Handles events about rooms and installations; idempotent. Throws only when the database fails. */
export type RoomNewsHandler = (news: RoomNews) => Promise<void>;
