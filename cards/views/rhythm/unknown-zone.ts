import { excerpt } from '../../../src/domain/text/cut.ts';
import { type Card, code, note, plain, text } from '../../model.ts';

/** Tells somebody that their device's time zone is unknown, and how to choose one (RMD-2). */
export function unknownZoneCard(told: string, instead: string): Card {
  return note(
    `Milepost does not know the time zone “${excerpt(told, 60)}”`,
    [
      text([
        plain(`Your dates and reminders use ${instead}. To change it, type `),
        code('timezone Berlin'),
        plain('.'),
      ]),
    ],
    [{ label: 'Choose a time zone', command: 'timezone', input: { for: 'me' }, style: 'primary' }],
  );
}
