import { type Action, type Card, note, text } from '../../model.ts';

/** Asks before a decision about money (APR-6); the button decides. */
export function confirmCard({ confirm, ...action }: Action): Card {
  return note(confirm?.title ?? action.label, confirm ? [text(confirm.text)] : [], [
    { ...action, label: confirm?.yes ?? action.label },
  ]);
}
