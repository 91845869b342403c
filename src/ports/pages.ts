import type { Card } from '../../cards/model.ts';
import type { Actor, RoomAddress } from './intent.ts';

/** A signed-in visit of a page: one person, one project. */
export type Visit = {
  /** The page's name in its address; it is not secret. */
  key: string;
  /** Identifies the browser's session; the same as `SignIn.session`, hashed. */
  sessionHash: string;
  roomId: string;
  projectId: string;
  projectName: string;
  personName: string;
  address: string;
  /** IANA zone in which the page shows times. */
  zone: string;
  /** ISO instant. */
  expiresAt: string;
  /** Who acts, and where, as the core takes it. */
  actor: Actor;
  room: RoomAddress;
};

/** A message of a page, as it was drawn last. */
export type PageMessage = { id: string; card: Card; version: number; isLive: boolean; postedAt: string };

/** The outcome of a sign-in. */
export type SignIn =
  | { is: 'in'; key: string; session: string; maxAgeSeconds: number }
  /** The link or the code is unknown, used, expired or revoked. */
  | { is: 'no' }
  /** Too many wrong codes; `minutes` until the next try. */
  | { is: 'limited'; minutes: number };

/** What the pages of customers need of the core (CUS-8). Requests for mail have the same outcome for every input. */
export type Pages = {
  /** Mails a sign-in code to the address of a link. */
  mailCode(link: string): Promise<void>;
  signIn(link: string, code: string): Promise<SignIn>;
  /** Mails a new link for each page of an address. */
  mailLinks(address: string): Promise<void>;
  /** Returns the visit of a browser's cookie; undefined once it is over. */
  visit(key: string, session: string): Promise<Visit | undefined>;
  messages(visit: Visit): Promise<PageMessage[]>;
  /** Waits until what is planned for a page is on it, for half a second at most. */
  settled(visit: Visit): Promise<void>;
  signOut(visit: Visit): Promise<void>;
  /** Signs what a button or form of a visit does, so that nothing else can be asked through it. */
  seal(visit: Visit, said: string): string;
  /** Returns what was sealed for this visit; undefined for anything else. */
  unseal(visit: Visit, sealed: string): string | undefined;
  /** Listens for changes of a page until the returned function is called. */
  listen(visit: Visit, listener: PageListener): () => void;
  close(): void;
};

/** Hears of a page: that its messages changed, or that the visit is over. */
export type PageListener = { changed(): void; over(): void };

/** Stores the messages of pages for their messenger. */
export type PageStore = {
  /** Returns the id of the message; undefined where there is no such page. */
  post(room: RoomAddress, key: string, card: Card): Promise<string | undefined>;
  /** Returns whether there is such a message. */
  edit(room: RoomAddress, messageId: string, card: Card): Promise<boolean>;
};
