import type { Project } from '../../../src/domain/project/project.ts';
import type { Deputy } from '../../../src/domain/review/approval.ts';
import { formatDate } from '../../../src/domain/time/dates.ts';
import { type Card, note, text } from '../../model.ts';

/** Shows who decides in somebody's name, with the buttons to change that. `today` is YYYY-MM-DD in their zone. */
export function deputyCard(
  project: Project,
  deputy: (Deputy & { name: string }) | undefined,
  today: string,
): Card {
  const title = `${project.name}, your deputy`;
  if (!deputy || deputy.until < today)
    return note(title, [
      text('Nobody decides in your name. Name somebody with “deputy @name until:"5 jan"”.'),
    ]);
  return note(
    title,
    [
      text(
        `${deputy.name} can approve, return and ask in your name until ${formatDate(deputy.until, today)}.`,
      ),
      text(
        'They can do no more than your role allows, and the record says in whose name they decided.',
        'quiet',
      ),
    ],
    [{ label: 'End it', command: 'deputy', input: { person: 'none' } }],
  );
}
