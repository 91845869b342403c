import { expect, it } from 'vitest';
import { mailCardOf } from '../../../adapters/email/mail-card.ts';
import { renderHtml } from '../../../cards/render/html.ts';
import { renderLetter } from '../../../cards/render/text.ts';
import { digestCard } from '../../../cards/views/rhythm/digest.ts';
import { personalCard, snoozeEndedCard } from '../../../cards/views/rhythm/personal.ts';
import type { SendTime } from '../../../cards/views/rhythm/sections.ts';
import { registry } from '../../../src/commands/registry.ts';
import type { ProjectFacts } from '../../../src/domain/facts.ts';
import { healthOf, signalsOf } from '../../../src/domain/health/health.ts';
import { digestOf } from '../../../src/domain/rhythm/digest.ts';
import type { Own } from '../../../src/domain/rhythm/personal.ts';
import { readLine } from '../../../src/grammar/line.ts';
import { at, projectOf, stepOf, today } from '../../support/cards/facts.ts';

/** Monday, a moment after nine. */
const sent: SendTime = { slot: at, now: '2026-12-07T09:00:02.000Z', zone: 'Europe/London', today };

const own = (number: number, name: string, milestone: Partial<Own['milestone']>, mine = true): Own => ({
  milestone: {
    ...stepOf(number, name, { status: 'in_progress', ...milestone }),
    type: 'event' as const,
    version: 7,
    droppedAt: null,
  },
  project: projectOf('launch'),
  role: mine ? 'contributor' : 'owner',
  mine,
  snooze: null,
  saidAt: null,
});
const beta = own(3, 'Beta launch <3 & more', { dueDate: today });

const facts: ProjectFacts = {
  project: projectOf('launch'),
  milestones: [
    stepOf(2, 'Core API', { status: 'in_progress', dueDate: '2026-12-03', blocksGoLive: true }),
    stepOf(5, 'Pricing page', { status: 'in_progress', submittedAt: '2026-12-04T15:00:00.000Z' }),
    stepOf(6, 'Launch', { dueDate: '2026-12-09' }),
  ],
  blockers: [],
  risks: [],
  decisions: [],
  noGos: [],
  invoices: [],
  actions: [],
  began: '2026-12-01T09:00:00.000Z',
};
const digest = { facts, digest: digestOf(facts, [], today), since: '2026-12-04T09:00:00.000Z', names: {} };

const letters = {
  'what is somebody’s own': personalCard(
    {
      today: [beta],
      soon: [own(4, 'Docs', { dueDate: '2026-12-10', status: 'upcoming' })],
      overdue: [],
      waiting: [own(6, 'Pricing page', { submittedAt: '2026-12-04T15:00:00.000Z' }, false)],
      votes: [],
      risks: [],
      payments: [],
      actions: [],
    },
    sent,
  ),
  'a snooze is over': snoozeEndedCard(beta, sent),
  'a project’s digest': digestCard({ ...digest, health: healthOf(signalsOf(facts, today)) }, sent),
};

it('a card reads well as a mail, in both its parts', async () => {
  const parts = Object.entries(letters).map(([title, card]) => {
    const letter = mailCardOf(card);
    return `## ${title}\n\n\`\`\`text\n${renderLetter(letter)}\n\`\`\`\n\n\`\`\`html\n${renderHtml(letter)}\`\`\``;
  });
  await expect(`# Mail\n\n${parts.join('\n\n')}\n`).toMatchFileSnapshot('mail.golden.md');
});

it('every line that a mail says to type is one that Milepost reads', () => {
  const lines = Object.values(letters).flatMap((card) =>
    [...renderHtml(mailCardOf(card)).matchAll(/<code>([^<]+)<\/code>/g)].map(([, line = '']) => line),
  );
  expect(lines).toEqual(
    expect.arrayContaining(['progress 3', 'snooze 3 for:tomorrow', 'approve 6', 'status']),
  );
  for (const line of lines.filter((one) => one !== 'project:NAME')) {
    const read = readLine(line, registry, { today });
    expect(read, line).toMatchObject({ is: 'read', problems: [] });
    // what else it wants is asked in a form
    const given = read.is === 'read' && read.command.input.partial().safeParse(read.raw);
    expect(given, line).toMatchObject({ success: true });
  }
});
