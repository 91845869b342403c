import { burnOf } from '../../../src/domain/health/burn.ts';
import { earlyWarnings } from '../../../src/domain/health/early-warnings.ts';
import { greenPath } from '../../../src/domain/health/green-path.ts';
import { healthOf, signalsOf } from '../../../src/domain/health/health.ts';
import { blockerOf, factsOf, planned } from '../plan/plans.ts';

/** Around the days on which zones, years and summer times differ. */
const days = ['2026-12-31', '2027-01-01', '2026-03-29', '2026-10-25', '2026-12-04', '2026-12-05'];
const facts = factsOf(
  [
    planned(1, { status: 'in_progress', dueDate: '2026-12-04', blocksGoLive: true }),
    planned(2, { status: 'blocked', dueDate: '2026-10-25', startDate: '2026-10-24' }),
    planned(3, { status: 'done', riskAfter: 70, doneAt: '2026-10-25T00:30:00.000Z' }),
  ],
  [blockerOf(1, 2)],
);

for (const today of days) {
  const signals = signalsOf(facts, today);
  const burn = burnOf(facts, today);
  const warnings = earlyWarnings(facts, burn.time, 0);
  const { time } = burnOf({ ...facts, milestones: [], began: `${today}T23:30:00.000Z` }, today);
  console.log(JSON.stringify([today, healthOf(signals), greenPath(signals), burn, warnings, time]));
}
