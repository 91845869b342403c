/** Whether somebody reacts to a message with the emoji that makes it evidence, and since which event (APR-3). */
export type Reaction = {
  id: string;
  projectId: string;
  /** The message: see `quoteKey`. */
  key: string;
  /** The account that reacts: platform, tenant and user. */
  reactor: string;
  isOn: boolean;
  /** The time of the event on its platform, as text that compares by time. */
  stamp: string;
};

/** An event of a reaction as its platform reports it. */
export type ReactionReport = Pick<Reaction, 'key' | 'reactor' | 'isOn' | 'stamp'>;

/** The reaction of a new project that makes a message evidence. */
export const defaultReaction = 'white_check_mark';

/** Returns the name of an emoji without colons, variation or skin tone; undefined if it is none. */
export function emojiName(text: string): string | undefined {
  const name =
    text
      .trim()
      .toLowerCase()
      .replaceAll(/^:+|:+$/g, '')
      .split('::')[0] ?? '';
  return /^[\p{L}\p{N}_+'-]{1,100}$/u.test(name) ? name : undefined;
}
