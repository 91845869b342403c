import { type Card, code, note, plain, text } from '../model.ts';

/** The exact line that joins another room or another identity; the code is shown once, to one person. */
export function linkCodeCard(
  of: { purpose: 'team' | 'customer' | 'person'; project: string | null },
  linkCode: string,
): Card {
  const line = code(`link ${linkCode}`);
  const limits = text('It works once, within 15 minutes.', 'quiet');
  if (of.purpose === 'person') {
    return note('Link yourself on the other platform', [
      text([plain('There, type to Milepost: '), line]),
      limits,
    ]);
  }
  const who =
    of.purpose === 'customer' ? 'People there get the role client.' : 'People there take part as the team.';
  return note(`Link another room to ${of.project ?? 'the project'}`, [
    text([plain('In the other Slack or Teams room, type to Milepost: '), line]),
    text(who),
    limits,
  ]);
}
