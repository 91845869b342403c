import type { About, Card, Form } from '../../cards/model.ts';
import type { Refusal, UnlistedReason } from '../domain/outcome.ts';
import type { Medium, Platform } from '../domain/platform.ts';
import type { Affiliation } from '../domain/project/roles.ts';
import type { Resource } from '../presenters/resource.ts';

/** A channel, group chat or direct chat, as its platform names it; or somebody's mailbox. */
export type RoomAddress = {
  platform: Medium;
  /** Slack team (or enterprise) id, Entra tenant id; empty for e-mail. */
  tenant: string;
  /** Slack channel id; Teams conversation id without `;messageid=`; e-mail address. */
  channel: string;
  /** `direct` is a chat between one person and the bot. */
  kind: 'channel' | 'direct';
  name?: string;
  /** What the platform's messenger needs to reach the room again (Teams: serviceUrl, bot id). Opaque elsewhere. */
  reach?: Record<string, string>;
};

/** Whether the bot can post in a room: asked before a project is linked to it. */
export type CanPost = { is: 'yes' } | { is: 'no'; why: 'not_in_room' | 'archived' };

/** Asks platforms whether the bot can post in a room. Never throws; answers `yes` where they do not say in time. */
export type AskCanPost = Partial<Record<Platform, (room: RoomAddress) => Promise<CanPost>>>;

/** Who acted, as the platform vouches for it; never taken from a payload that the person can write. */
export type Actor = {
  platform: Platform;
  tenant: string;
  user: string;
  /** Entra object id: the same across bots. */
  directoryId?: string;
  name?: string;
  /** IANA zone, where the platform says it. */
  zone?: string;
  /** Only where the request itself proves it; else it is looked up on first contact. */
  standing?: Affiliation;
};

/** What a platform tells of a person on first contact. */
export type Profile = {
  name?: string;
  zone?: string;
  /** Only of a full member, and only when the platform has verified it (ADM-10). */
  email?: string;
  directoryId?: string;
  standing: Affiliation;
  /** The account is deactivated or deleted. */
  gone?: boolean;
  /** The room does not list them, and nothing else is known. */
  absent?: true;
  /** The account is an app's. */
  bot?: true;
};

/** Asks a platform who somebody is; undefined when it did not say in time. Never throws. */
export type FindProfile = (actor: Actor, room: RoomAddress | undefined) => Promise<Profile | undefined>;

/** A user group, channel or team, as its platform names it; `name` where the mention says it. */
export type GroupAddress = { platform: Platform; tenant: string; id: string; name?: string };

/** Who is in a group, as far as its platform tells. */
export type Members =
  | {
      is: 'listed';
      /** What people call it, where the platform says. */
      name?: string;
      /** Without bots of ours; with a profile where the list itself has one. */
      members: readonly { user: string; profile?: Profile }[];
      /** Nobody else is in it. */
      isWhole: boolean;
      /** Every full member of the organisation may see who is in it; else its own members may. */
      isOpen: boolean;
    }
  | { is: 'unlisted'; why: UnlistedReason };

/** Asks a platform who is in a group that somebody names in a room. Answers within a second; never throws. */
export type FindMembers = (group: GroupAddress, room: RoomAddress | undefined) => Promise<Members>;

/** Where a platform knows somebody. */
export type AccountAddress = Pick<Actor, 'platform' | 'tenant' | 'user' | 'directoryId'>;

/** What a platform tells of a person, outside any command. */
export type PersonNews =
  /** Who they are now: the whole profile. */
  | { is: 'told'; who: AccountAddress; profile: Profile }
  /** Something is different: they are to be looked up, in that room too. `gone`: the platform said that the account is. */
  | { is: 'doubtful'; who: AccountAddress; room?: RoomAddress; gone?: boolean }
  /** Nothing can be posted to somebody's chat. */
  | { is: 'unreachable'; chat: RoomAddress; gone?: boolean };

/** Takes news of people; those whom nobody knows are left out. Throws only when the database fails. */
export type PersonNewsHandler = (news: PersonNews) => Promise<void>;

/** Whether the operator's own settings connect an organisation: whose token or tenant they hold (ADM-10). */
export type IsConfigured = (at: { platform: Platform; tenant: string }) => boolean;

/** What came of fetching a file. */
export type FetchResult =
  | { is: 'fetched'; bytes: Uint8Array }
  | { is: 'too_large' }
  | { is: 'gone' }
  /** Nothing came, or not in time. */
  | { is: 'unreachable' }
  /** The platform does not hand it over: a sentence that says what somebody can do. */
  | { is: 'withheld'; next: string };

/** A file that a person sent along, still where the platform keeps it. */
export type SharedFile = {
  name: string;
  /** Fetches at most so many bytes, in time for an answer. Never throws. */
  fetch(mostBytes: number): Promise<FetchResult>;
};

/** A request of a person, independent of its platform. */
export type Intent = {
  /** Names this delivery on its platform, so that a second arrival is answered as before. Absent: never repeated. */
  delivery?: string;
  /**
   * The answer is a message of its own, so that a second arrival, wherever it comes in, must not be
   * answered again: its reply is `repeated`.
   */
  answer?: 'posted';
  /**
   * The words of a message that was delivered before have changed. What was done is not done again and
   * its reply is `repeated`; what was not is tried with the new words.
   */
  corrects?: true;
  actor: Actor;
  room?: RoomAddress;
  /** The message whose thread it was said in; a card that it puts into the room goes there too. */
  thread?: string;
  /** A typed line may put cards into the room; a press answers the presser. */
  surface: 'line' | 'press' | 'form';
  ask: /** `project` is meant where the line names none. */
    | { line: string; project?: string }
    | {
        command: string;
        input: Record<string, string>;
        /** What the button or form was drawn for; the room does not count. */
        about?: About;
        /** The project by name or id, where an operator at a terminal gives input without a line. */
        project?: string;
      };
  /** A program asks: the answer carries its resource. */
  asResource?: true;
  /** Files that came along; an empty line with them asks for what a file is for (LCH-1). */
  files?: SharedFile[];
  /** Version of the subject on the card that was pressed (LIVE-3). */
  version?: number;
};

/** The reply to a request. */
export type Reply = Answer & {
  /** This delivery was answered before, and its answer is a message of its own: say nothing. */
  repeated?: true;
};

/** The answer to a request. */
type Answer =
  /** Something to read. */
  | { is: 'shown'; card: Card; resource?: Resource }
  /** It is done: a line that says so, and the present card of what changed. */
  | { is: 'done'; line: string; card?: Card; resource?: Resource }
  /** More input is needed. */
  | { is: 'form'; form: Form }
  /**
   * It was not done: why, and what to do next; `present` is the card as it stands now (LIVE-3), and
   * `form` is the form that was sent, with what was typed.
   */
  | { is: 'refused'; refusal: Refusal; card: Card; present?: Card; form?: Form };

/** Runs a request: the one entry of the core for adapters and CLI. Never throws. */
export type Run = (intent: Intent) => Promise<Reply>;

/** What a platform tells of a room, outside any command. */
export type RoomNews =
  /** Nobody can post there any more: archived, deleted, bot removed or blocked. `team`: nor in any room of it. */
  | { is: 'lost'; room: RoomAddress; why: string; team?: string }
  /** It takes messages again: unarchived, restored. `team`: so does every room of it. */
  | { is: 'returned'; room: RoomAddress; team?: string }
  | { is: 'renamed'; room: RoomAddress; name: string }
  | { is: 'moved'; room: RoomAddress; channel: string }
  /** The bot came in: it says hello once, or goes on where it was before. */
  | { is: 'joined'; room: RoomAddress; team?: string }
  /** The app was uninstalled or its tokens revoked. */
  | { is: 'uninstalled'; platform: Platform; tenant: string; why: string };

/** Takes news of rooms and installations; safe to call twice. Throws only when the database fails. */
export type RoomNewsHandler = (news: RoomNews) => Promise<void>;
