/** Returns the text of a mention: `@Ana`, `@devs`; a channel's name starts with `#` already. */
export const shownAs = (name: string): string => (name.startsWith('#') ? name : `@${name}`);

/** Replaces every mention in a text by its name. */
export const withNames = (text: string): string =>
  text.replaceAll(/<@[a-z]+:[^\s<>|/]+\/([^\s<>|]+)(?:\|([^<>]*))?>/g, (_, user: string, name?: string) =>
    shownAs(name || user),
  );
