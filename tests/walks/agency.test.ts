import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { playPlan } from '../../examples/play.ts';
import { readScript } from '../../examples/script.ts';

let played: string;
beforeAll(async () => {
  const said: string[] = [];
  const steps = readScript(readFileSync('examples/agency.milepost', 'utf8'));
  await playPlan(steps, (text) => said.push(text));
  played = said
    .join('\n')
    .replaceAll(/ \(https:\/\/[^)]*\)/g, '')
    .replaceAll(/\blink [0-9A-Z]{4}-[0-9A-Z]{4}\b/g, 'link CODE');
});

/** What was answered to a line of the plan, when it was typed for the nth time. */
const answered = (line: string, nth = 1): string =>
  played.split(`\n\n${line}\n`)[nth]?.split('\n\n')[0] ?? 'nothing';

describe('a paid project of an agency in Slack and its customer in Teams', () => {
  it('reads like this, from the first line to what both rooms show', async () => {
    await expect(`${played}\n`).toMatchFileSnapshot('agency.golden.txt');
  });

  it('sums to the price at every step', () => {
    // £12,000: 25 % in two halves; then £500 more for the second of 50 %, and £750 credited in the dispute
    expect(answered('Olivia in Slack: invoice send 1 sure:yes')).toContain('£1,500');
    expect(answered('Olivia in Slack: invoice send 2 sure:yes')).toContain('£3,250');
    expect(answered('Olivia in Slack: budget', 2)).toContain('£3,000 of £12,500');
    // 1,500 + 1,500 + 2,500
    expect(answered('Olivia in Slack: budget', 2)).toContain('Paid: £5,500');
    // two started months of 1.5 % on £1,500 and on £3,250
    expect(answered('Olivia in Slack: budget', 2)).toContain('£142.50');
  });

  it('tells the customer neither cost nor profit', () => {
    expect(answered('Olivia in Slack: budget', 2)).toContain('Profit');
    expect(answered('Cleo in Teams: budget')).toContain('£12,500');
    for (const line of ['Cleo in Teams: budget', 'Cleo in Teams: kpi'])
      expect(answered(line)).not.toMatch(/cost|profit/i);
  });

  it('holds the next milestone while an invoice is late, and says what mends it', () => {
    expect(answered('Olivia in Slack: start 2')).toContain('INV-2026-0002 is 6 days overdue');
    expect(answered('Olivia in Slack: start 2', 2)).toContain(
      'Work stopped: INV-2026-0002 is 37 days overdue',
    );
    expect(answered('Olivia in Slack: start 2', 3)).toContain('2 · Data synchronization is in progress');
  });
});
