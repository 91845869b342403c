import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codesOf } from '../../../src/domain/project/code.ts';
import { sign } from '../../../src/signed.ts';
import { olivia } from '../../support/apollo.ts';
import type { PageBrowser } from '../../support/page/page-browser.ts';
import { type PageStage, startPageStage } from '../../support/page/page-stage.ts';
import { testSecret } from '../../support/secret.ts';

const clara = 'clara@example.com';
const milestones = 105;
let page: PageStage;
let visit: PageBrowser;
let home: string;

beforeAll(async () => {
  page = await startPageStage('postgresql');
  await page.apollo.slack(olivia, 'new "Part 1 of it" due:2026-12-16');
  await page.stage.milepost.connection.db.execute(sql`insert into milestone
    select (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(), 'number', n, 'place', n,
      'position', n, 'name', 'Part ' || n || ' of it'))).* from milestone m, generate_series(2, ${milestones}::int) n`);
  visit = await page.signIn(await page.invite(clara, 'Clara Cole'), clara);
  home = visit.url;
});
afterAll(() => page.close());

/** Presses a button that a page could have drawn. */
async function press(command: string, input: Record<string, string>): Promise<string> {
  const [session = ''] = visit.cookies.values();
  const carried = JSON.stringify({ is: 'press', command, input, rendering: command });
  const sealed = sign(testSecret, 'press', Buffer.from(`${codesOf(testSecret).hash(session)}\0${carried}`));
  return visit.post(`${home}/press`, { carried: sealed });
}

it('offers a hundred as suggestions of a text field, which needs no scripts', async () => {
  await press('show', {});
  const list = /<input type="text"[^>]* name="in.milestone"[^>]* list="([^"]+)"/.exec(visit.html)?.[1];
  const suggested = new RegExp(`<datalist id="${list}">(.*?)</datalist>`).exec(visit.html)?.[1] ?? '';
  expect(suggested.match(/<option value="\d+" label="\d+ · Part \d+ of it \(upcoming\)">/g)).toHaveLength(
    100,
  );
});

it.each([
  ['104', '104 · Part 104 of it'],
  ['Part 104 of it', '104 · Part 104 of it'],
  ['part 10 of', '10 · Part 10 of it'],
])('takes “%s”, suggested or not, by number, name or a part of it', async (typed, meant) => {
  await press('show', {});
  expect(await visit.press('Show', { milestone: typed })).toContain(`Posting the card of ${meant}.`);
});

it('names those that a typed name fits, keeps it, and takes the number of one', async () => {
  await press('show', {});
  const said = await visit.press('Show', { milestone: 'Part 10' });
  expect(visit.status).toBe(422);
  expect(said).toContain(
    'You wrote “Part 10”: choose again. “Part 10” could be more than one milestone: 10 · Part 10 of it, 100 · Part 100 of it,',
  );
  expect(visit.html).toContain('value="Part 10"');
  expect(await visit.press('Show', { milestone: '100' })).toContain(
    'Posting the card of 100 · Part 100 of it.',
  );
});

it('says at the field that nothing has a typed name', async () => {
  await press('show', {});
  const said = await visit.press('Show', { milestone: '"><b>' });
  expect(visit.status).toBe(422);
  expect(said).toContain('There is no milestone “"><b>” here.');
  expect(visit.html).not.toContain('"><b>');
});
