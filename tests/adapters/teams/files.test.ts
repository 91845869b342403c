import { afterEach, beforeEach, expect, it } from 'vitest';
import { startElsewhere } from '../../support/elsewhere.ts';
import { type RunningTeams, startTeams } from '../../support/platforms/teams.ts';

let running: RunningTeams;
let elsewhere: Awaited<ReturnType<typeof startElsewhere>>;
beforeEach(async () => {
  [running, elsewhere] = [await startTeams(), await startElsewhere()];
});
afterEach(async () => {
  await running.stop();
  await elsewhere.close();
});

const most = 1_000;
const send = (text: string, ...files: { name: string; downloadUrl: string }[]) =>
  running.end.message(running.people.ana, running.rooms.direct, text, { files });

it('a file in the personal chat comes with its line, or without a word', async () => {
  const file = running.end.upload('plan.md', Buffer.from('# Plan'));
  await send('import project:Apollo', file);
  await send('', file);
  expect(running.intents).toMatchObject([
    { ask: { line: 'import project:Apollo' }, files: [{ name: 'plan.md' }] },
    { ask: { line: '' }, files: [{ name: 'plan.md' }] },
  ]);
  expect(await running.intents[0]?.files?.[0]?.fetch(most)).toEqual({
    is: 'fetched',
    bytes: Buffer.from('# Plan'),
  });
});

it('a message without text and files goes nowhere', async () => {
  await send('');
  expect(running.intents).toEqual([]);
});

it('only hosts of Microsoft are asked for a file', async () => {
  const urls = [
    `${elsewhere.origin}/plan.md`,
    'http://169.254.169.254/latest/meta-data',
    'http://acme.sharepoint.com/plan.md',
    'https://acme.sharepoint.com:8443/plan.md',
    'https://sharepoint.com.evil.example/plan.md',
    'https://evilsharepoint.com/plan.md',
    'plan.md',
  ];
  await send('import', ...urls.map((downloadUrl) => ({ name: 'plan.md', downloadUrl })));
  const files = running.intents[0]?.files ?? [];
  expect(files).toHaveLength(urls.length);
  for (const file of files) expect(await file.fetch(most)).toMatchObject({ is: 'withheld' });
  expect(elsewhere.asked).toEqual([]);
});

it('a file that is gone or over the limit is said to be that', async () => {
  const large = running.end.upload('large.md', Buffer.alloc(most + 1, 'a'));
  await send('import', large, { name: 'gone.md', downloadUrl: large.downloadUrl.replace('large', 'gone') });
  const files = running.intents[0]?.files ?? [];
  expect(await Promise.all(files.map((file) => file.fetch(most)))).toEqual([
    { is: 'too_large' },
    { is: 'gone' },
  ]);
});
