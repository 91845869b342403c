import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { playPlan } from '../../../examples/play.ts';
import { readScript } from '../../../examples/script.ts';

/** What a plan of the demo says, without what differs from run to run. */
async function playing(name: string): Promise<string> {
  const said: string[] = [];
  await playPlan(readScript(readFileSync(`examples/${name}.milepost`, 'utf8')), (text) => said.push(text));
  return said
    .join('\n')
    .replaceAll(/ \(https:\/\/[^)]*\)/g, '')
    .replaceAll(/\blink (as:customer )?[0-9A-Z]{4}-[0-9A-Z]{4}\b/g, 'link CODE');
}

describe('a delivery to a customer who has only a page', () => {
  let played: string;
  beforeAll(async () => {
    played = await playing('go-live');
  });
  const answered = (line: string, nth = 1): string =>
    played.split(`\n\n${line}\n`)[nth]?.split('\n\n')[0] ?? 'nothing';
  const page = () => played.split('─── The page of Clara ───')[1] ?? '';

  it('reads like this, from the proposal to what all three doors show', async () => {
    await expect(`${played}\n`).toMatchFileSnapshot('go-live.golden.txt');
  });

  it('lets the customer accept, approve, act, write and rate on the page', () => {
    expect(answered('Clara on the page presses Accept on “Proposal 1”')).toContain('Proposal 1 accepted.');
    expect(answered('Clara on the page presses Approve on “INV-2026-0001”')).toContain('approved');
    expect(answered('Clara on the page presses Done on “Your actions”')).toContain('A1');
    expect(answered('Sam in Slack: messages')).toContain('T2 · Clara (customer): Our IT is on it');
    expect(played).toContain('5 of 5 by Clara');
    expect(answered('Cleo in Teams: csat 6')).toContain('5');
  });

  it('is delivered once all is done and paid, and said once in each room', () => {
    const [, slack = '', teams = ''] = played.split(/─── (?:Slack|Teams) \S+ ───/);
    for (const room of [slack, teams.split('───')[0] ?? '', page()])
      expect(room.split('are done, and all invoices are paid').length).toBe(2);
  });

  it('shows the customer the names they know, and no words of the team’s own blockers', () => {
    for (const name of ['Your tills are connected', 'Your shops sell online']) expect(page()).toContain(name);
    for (const own of ['Till connector', 'Switch on', 'The test shop is down'])
      expect(page()).not.toContain(own);
  });
});

describe('its twin that is lost', () => {
  it('ends with a reason that the customer does not read', async () => {
    const played = await playing('go-live-lost');
    await expect(`${played}\n`).toMatchFileSnapshot('go-live-lost.golden.txt');
    const [, teams = ''] = played.split('─── Teams Apollo ───');
    expect(teams).not.toContain('Both workshops were cancelled');
  });
});
