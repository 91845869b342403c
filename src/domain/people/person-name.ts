/** Stands for somebody until their platform has said who they are; never an id, which nobody can read. */
export const unknownName = 'Somebody (not known yet)';

const left = ' (left)';

/** How a person is called on cards: everybody sees that somebody is gone (ADM-2). */
export const shownName = (name: string, isGone: boolean): string => `${plainName(name)}${isGone ? left : ''}`;

/** The name without what cards add to it. */
export const plainName = (shown: string): string =>
  shown.endsWith(left) ? shown.slice(0, -left.length) : shown;

/** The name that came with a mention; undefined where it is only the id again, or nothing. */
export const usableName = (name: string | undefined, user: string): string | undefined =>
  name &&
  name !== user &&
  name !== 'somebody' &&
  !/^(?:[UW][A-Z0-9]{5,}|\d+:\S+|[0-9a-f]{8}-[0-9a-f-]{27})$/.test(name)
    ? name
    : undefined;
