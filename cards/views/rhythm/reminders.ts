import type { Project } from '../../../src/domain/project/project.ts';
import { capitalised } from '../../../src/domain/text/wording.ts';
import type { Reminders } from '../../../src/domain/time/schedule.ts';
import { type Card, code, note, plain, text } from '../../model.ts';
import { aGovernor, andList } from '../words.ts';

/** Shows when a project's assignees are reminded, and how to change that. */
export function remindersCard(project: Project): Card {
  const { name, reminders } = project;
  const governor = capitalised(aGovernor(project));
  return note(`${name}, reminders`, [
    text(`Milepost reminds assignees ${andList(momentsOf(reminders))}.`),
    text(
      [
        plain(`${governor} changes that with `),
        code('remind before:7,3,1 overdue:yes'),
        plain('; '),
        code('remind 3 off'),
        plain(' stops yours for milestone 3.'),
      ],
      'quiet',
    ),
  ]);
}

function momentsOf({ before, overdue }: Reminders): string[] {
  const days = before.map(String);
  return [
    ...(days.length > 0
      ? [`${andList(days)} ${days.join() === '1' ? 'day' : 'days'} before the due date`]
      : []),
    'on the due date',
    ...(overdue ? ['while a milestone is overdue (daily for a week, then weekly)'] : []),
  ];
}
