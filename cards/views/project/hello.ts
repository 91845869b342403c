import { type Card, code, note, plain, text } from '../../model.ts';

/** Introduces Milepost when it joins a room. */
export function helloCard(): Card {
  const card = note('Milepost shows your milestones here, on cards that update themselves', [
    text('One project can have channels in Slack and in Teams. Its cards are the same in all of them.'),
    {
      is: 'list',
      items: [
        { spans: [plain('Start a project: '), code('project "Apollo" target:"18 dec 2026"')] },
        { spans: [plain('Join an existing project: '), code('link CODE')] },
        { spans: [plain('See all commands: '), code('help')] },
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
