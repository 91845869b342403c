import { expect, it } from 'vitest';
import { holidaysCard, quietCard, zonesCard } from '../../../cards/views/rhythm/calendar.ts';
import { dateOf, dayNumber } from '../../../src/domain/time/dates.ts';
import { at, projectOf, today } from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

const project = projectOf('launch');
const some = ['2026-12-01', '2026-12-24', '2026-12-25', '2026-12-26', '2027-01-01'];
const many = Array.from({ length: 30 }, (_, n) => dateOf(dayNumber('2026-12-24') + 2 * n));

const cards: Shown[] = [
  ['timezone', zonesCard('America/New_York', project, at)],
  ['timezone, without a project', zonesCard('UTC', undefined, at)],
  ['timezone that nobody told', zonesCard(null, projectOf('stages', { zone: 'Asia/Kolkata' }), at)],
  ['quiet', quietCard({ from: '18:00', to: '08:00' })],
  ['no quiet hours', quietCard(null)],
  ['holidays', holidaysCard(projectOf('launch', { holidays: some }), today)],
  ['many holidays', holidaysCard(projectOf('stages', { holidays: many }), today)],
  ['no holidays', holidaysCard(project, today)],
];

it('zones, quiet hours and holidays read alike and well on both platforms', async () => {
  await expect(sideBySide('Zones, quiet hours and holidays', cards)).toMatchFileSnapshot(
    'calendar.golden.md',
  );
});
