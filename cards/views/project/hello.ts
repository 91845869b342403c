import { type Card, code, note, plain, text } from '../../model.ts';

/** Introduces Milepost when it joins a room. */
export function helloCard(): Card {
  const card = note('Milepost keeps your milestones here, as cards that stay current', [
    text('One project can live in several rooms, in Slack and in Teams; its cards always show the present.'),
    {
      is: 'list',
      items: [
        { spans: [plain('Start a project: '), code('project "Apollo" target:"18 dec 2026"')] },
        { spans: [plain('Join one that exists: '), code('link CODE')] },
        { spans: [plain('See everything: '), code('help')] },
      ],
    },
  ]);
  return {
    ...card,
    actions: [
      { label: 'New project', command: 'project', input: {}, style: 'primary' },
      { label: 'Help', command: 'help', input: {} },
    ],
  };
}
