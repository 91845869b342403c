/** The name of a person before their platform provides one; an id would not be readable. */
export const unknownName = 'Somebody (not known yet)';

const leftMark = ' (left)';

/** Returns a person's name on cards, marked if they left (ADM-2). */
export const shownName = (name: string, isGone: boolean): string =>
  `${plainName(name)}${isGone ? leftMark : ''}`;

/** Returns the name without the mark. */
export const plainName = (shown: string): string =>
  shown.endsWith(leftMark) ? shown.slice(0, -leftMark.length) : shown;

/** Returns the name from a mention; undefined if it is empty or only the id. */
export const usableName = (name: string | undefined, user: string): string | undefined =>
  name &&
  name !== user &&
  name !== 'somebody' &&
  !/^(?:[UW][A-Z0-9]{5,}|\d+:\S+|[0-9a-f]{8}-[0-9a-f-]{27})$/.test(name)
    ? name
    : undefined;
