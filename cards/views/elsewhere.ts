import { type Card, mapActions } from '../model.ts';

/** The channel where a card is read; null: it shows no project. */
export type ReadIn = { projectId: string | null };

/** Lets the buttons of a private list work in a channel that does not show their project; undefined: no channel. */
export const usableIn = (card: Card, shown: ReadIn | undefined): Card =>
  mapActions(card, (action) =>
    shown && action.about && action.about.project !== shown.projectId
      ? { ...action, about: { ...action.about, anywhere: true } }
      : action,
  );
