/** How long a link to a page works, in days. */
export const linkDays = 14;
/** How long a mailed sign-in code works, in minutes. */
export const codeMinutes = 15;
/** How long a session lasts, in minutes. */
export const sessionMinutes = 8 * 60;
/** Mails with a link or code to one address within an hour. */
export const maxMailsPerHour = 5;

/**
 * The page of one customer for one project (CUS-8). It is a room of platform `web`; whoever opens its link must also
 * enter a code that is mailed to its address. Instants are ISO.
 */
export type CustomerPage = {
  id: string;
  projectId: string;
  roomId: string;
  /** The mailbox that gets the link and the codes, in lower case; also the user of its person's account on `web`. */
  address: string;
  /** The token of the link is derived from this id and the secret, so that it is not stored. */
  linkId: string;
  linkHash: string;
  linkExpiresAt: string;
  invitedById: string;
  invitedAt: string;
  /** The first sign-in, which proves the address. */
  openedAt: string | null;
  /** From then on the link, the codes and the sessions no longer work. */
  revokedAt: string | null;
};

/** An account of a person, as a command adds it. */
export type AddedIdentity = {
  id: string;
  personId: string;
  platform: 'web';
  tenant: string;
  user: string;
  standing: 'external';
  profiledAt: string;
};
