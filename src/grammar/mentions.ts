/** How a text shows who or what is mentioned: `@Ana`, `@devs`; the name of a channel has its own sign. */
export const shownAs = (name: string): string => (name.startsWith('#') ? name : `@${name}`);

/** A text with a readable name in the place of every mention. */
export const withNames = (text: string): string =>
  text.replaceAll(/<@[a-z]+:[^\s<>|/]+\/([^\s<>|]+)(?:\|([^<>]*))?>/g, (_, user: string, name?: string) =>
    shownAs(name || user),
  );
