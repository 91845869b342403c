import * as z from 'zod';
import type { Card } from '../../cards/model.ts';
import type { Tx } from '../../db/database.ts';
import type { Request } from '../../db/queries/delivery/request.ts';
import type { Decision } from '../domain/change.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { InProject, Needs, Who } from '../domain/project/access.ts';
import type { Codes } from '../domain/project/code.ts';
import type { Room } from '../domain/project/room.ts';
import type { Registry } from '../grammar/line.ts';
import type { Synonym } from '../grammar/synonyms.ts';
import type { Subject } from '../live-cards/registry.ts';
import type { InvoiceLink } from '../pdf/token.ts';
import type { PictureKind } from '../pictures/token.ts';
import type { Resource } from '../presenters/resource.ts';
import type { Errands } from './errands/errands.ts';

/** The moment of a command, handed to pure code that may neither look at a clock nor make ids. */
export type Moment = {
  /** ISO instant, to the millisecond. */
  now: string;
  /** Today in the project's zone, YYYY-MM-DD. */
  today: string;
  newId: () => string;
  /** A one-time code that people type. */
  newCode: () => string;
  /** A one-time token of more than 128 random bits, for buttons. */
  newToken: () => string;
  /** What is derived from one-time codes. */
  codes: Codes;
  /** Mail can be sent (RMD-6). */
  mails: boolean;
  /** The pages of customers can be opened (CUS-8). */
  pages: boolean;
  /** The public address of a picture of the project; undefined where no platform could fetch it. `svg` is what it shows now. */
  picture(kind: PictureKind, svg: string): string | undefined;
  /** The address of an invoice's PDF for the person, and for how many hours it works; undefined where nobody could open it. */
  invoicePdf(
    of: Pick<InvoiceLink, 'milestoneId' | 'nth' | 'reader'>,
  ): { url: string; hours: number } | undefined;
};

/**
 * What a request needs of the project of its room, read in one round trip with who sent it. This is the one
 * part of a command that exists for speed: without it, `list` and `progress` would each make one round trip more.
 */
export type Prefetch<T> = {
  facts: Promise<T | undefined>;
  /** A read that asks nothing else: its transaction is committed in the same round trip. Where it does ask, it is carried out again. */
  isAll?: boolean;
};

/**
 * A use case. The runner alone calls its parts, in this order: `prefetch`, `load` (one or two queries;
 * locks what will change), `permit`, `decide`, `view`. `Facts` are loaded, and `Next` is what a decision
 * makes of them; what is said and shown afterwards takes `Next`.
 */
export type Command<
  Input = unknown,
  Facts = unknown,
  Next = Facts,
  Prefetched = unknown,
  Sender extends Who = Who,
> = {
  name: string;
  /** One line for help. */
  summary: string;
  /** Other words that may be typed in place of the name. */
  synonyms?: readonly Synonym[];
  /** Only buttons run it, and the lines that a mail has instead: help, suggestions and refusals never show it. */
  fromCard?: true;
  /** The name of the action on a message that opens its form, filled in from the message (APR-3). */
  onMessage?: string;
  /** Title and button of its form, where the name does not read well. */
  title?: string;
  submit?: string;
  /** The optional fields that its form asks first; More shows the others. Absent: it asks all at once. */
  asks?: readonly string[];
  /** Lines that work as they stand; the first is shown in refusals. */
  examples: readonly [string, ...string[]];
  input: z.ZodObject;
  /** It decides for other people: where a line without a milestone means only one, it asks first. */
  asksFirst?: true;
  /** Its input is commands to try, or to carry out as they were shown: the runner runs them instead (SCP-5). */
  tries?(input: Input): { figures?: string | undefined };
  /**
   * Requests that it makes in the sender's name, each in a project of theirs; the runner carries them out in the same
   * transaction, and `view` shows the facts that they end in. Undefined: it goes on with `decide`.
   */
  errands?(facts: Facts, input: Input): Errands<Next> | undefined;
  /** Whether a project must be known. */
  scope: 'project' | 'workspace';
  /** Whether it links the room, so that the bot must be able to post there. `named`: the request names a project. */
  linksRoom?(raw: Readonly<Record<string, string>>, named: boolean): boolean;
  /** Whether it unlinks the room; like those that link it, it locks the room's address first. */
  unlinksRoom?: true;
  /** The one-time code in the input, which leads to the workspace that made it. */
  code?(raw: Record<string, string>): string | undefined;
  /** Starts to read for `load` before the sender is known; undefined where this input has nothing to prefetch. */
  prefetch?(tx: Tx, raw: Readonly<Record<string, string>>): Prefetch<Prefetched> | undefined;
  /**
   * Reads all that is needed. Runs under the tenant's rights; may not write, send or commit.
   * `prefetched` is there when the project that is meant is the room's.
   */
  load(
    tx: Tx,
    input: Input,
    who: Sender,
    at: Moment,
    prefetched: Prefetched | undefined,
  ): Promise<Outcome<Facts>>;
  /** Returns the roles that may, if this person may not. Pure. */
  permit(who: Sender, facts: Facts, input: Input): Needs;
  /** Version of what the pressed card showed (LIVE-3). */
  version?(facts: Facts): number;
  /** Absent for reads. Pure. */
  decide?(facts: Facts, input: Input, who: Sender, at: Moment): Outcome<Decision<Next>>;
  /** What to show of the facts; after a decision, of its `next`. Pure. */
  view(facts: Next, who: Sender, at: Moment): Card;
  /** The same for programs (docs/resources.md). Absent: programs get the card's text. Pure. */
  resource?(facts: NoInfer<Next>, who: Sender, at: Moment): Resource;
  /** After a decision: one short line that says what was done. */
  done?(facts: Next, input: Input, events: Decision['events']): string;
  /** The words of the facts for inputs, by field, such as the owner's name. */
  says?(facts: Next): Partial<Record<string, string>>;
  /** The card that is posted once to every room of the project. */
  news?(facts: Next, who: Sender): Card | undefined;
  /** The card that is posted once to the channel that the command links. */
  welcome?(facts: Next, who: Sender): Card | undefined;
  /** The live card that is posted once to every room of the project. */
  announces?(facts: Next): Subject | undefined;
  /** The live cards that it posts into certain rooms, in this order. */
  sends?(facts: Next): { roomId: string; audience: Room['audience']; shows: Subject }[];
  /** The messages of the thread whose copies it redraws. */
  rewrites?(facts: Next): string[];
  /** The audience of the rooms that get the news or the announced card; absent: all rooms of the project. */
  audience?(facts: Next): Room['audience'] | undefined;
  /** A message to plan. */
  requests?(facts: Next): Request<Card> | undefined;
  /** Its answer offers *Undo*, because people often regret it. */
  offersUndo?: true;
  /** No card shows the change: the answer is the line alone, and a pressed card stays. */
  bare?(facts: Next): boolean;
  /** The live cards that a typed line or a form posts to the room, in order. */
  posts?(facts: Next): Subject | readonly Subject[] | undefined;
  /** Further fields that this input requires, such as the reason of a no-go. */
  lacks?(input: Input): readonly string[];
  /** What its form is about, as people name it: "2 · OAuth sign-in". */
  subject?(facts: Facts): string;
  /**
   * What its form acts on, as values that change when that does; a form of another state is refused. The history
   * of the milestone says what happened.
   */
  opened?(facts: Facts): { on: unknown; milestoneId?: string };
  /** The initial values of its form. */
  preset?(facts: Facts): Partial<Record<string, string>>;
};

/** The commands there are. */
export type Commands = Registry<Command>;

/** Without a decision, or where the version on a card can be compared, what was loaded is shown as it is. */
type ShowsLoaded<Facts, Next> = [Facts] extends [Next]
  ? unknown
  : { decide: NonNullable<unknown>; version?: undefined };

const noFields = z.object({});

/**
 * Checks the types of one command against each other and leaves them out for the registry. Its parts are
 * methods, whose parameters TypeScript compares both ways, so this needs no cast; it is sound because the
 * runner gives each part only what another part of the same command returned.
 */
export function defineCommand<
  S extends z.ZodObject = typeof noFields,
  Facts = unknown,
  Next = Facts,
  Prefetched = undefined,
  Scope extends Command['scope'] = 'project',
>(
  command: Omit<Command<z.output<S>, Facts, Next, Prefetched, SenderIn<Scope>>, 'input' | 'scope'> & {
    /** Absent: the command takes nothing. */
    input?: S;
    /** Absent: a project must be known. */
    scope?: Scope;
  } & ShowsLoaded<Facts, Next>,
): Command {
  return { input: noFields, scope: 'project', ...command };
}

/** The runner refuses a command of a project before `load` where no project is meant. */
type SenderIn<Scope extends Command['scope']> = Scope extends 'project' ? InProject : Who;
