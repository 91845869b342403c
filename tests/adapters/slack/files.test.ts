import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Form } from '../../../cards/model.ts';
import type { FetchResult } from '../../../src/ports/intent.ts';
import type { SlackFile } from '../../../src/preview/slack/world.ts';
import { startElsewhere } from '../../support/elsewhere.ts';
import { form, type SlackRig, slackRig } from '../../support/platforms/slack.ts';

let rig: SlackRig;
let elsewhere: Awaited<ReturnType<typeof startElsewhere>>;
beforeEach(async () => {
  [rig, elsewhere] = [await slackRig(), await startElsewhere()];
});
afterEach(async () => {
  await rig.close();
  await elsewhere.close();
});

const most = 1_000;
const field = { name: 'text-file', label: 'Or a file', optional: true, types: ['md'], instead: '' };
const withFile: Form = { ...form, fields: [...form.fields, { is: 'file', ...field }] };
const upload = (more: Partial<SlackFile> = {}) =>
  rig.end.world.addFile({ team: 'T1', name: 'plan.md', bytes: Buffer.from('# Plan'), ...more }).id;

/** What the core gets when it fetches the one file of the latest request. */
function fetched(): Promise<FetchResult | undefined> {
  const files = rig.intents.at(-1)?.files ?? [];
  expect(files).toHaveLength(1);
  return Promise.resolve(files[0]?.fetch(most));
}

/** The same of a message with a file object as it is given here. */
async function fetchedFrom(file: object): Promise<FetchResult | undefined> {
  const said = { type: 'message', subtype: 'file_share', channel: 'DUANA', channel_type: 'im', user: 'UANA' };
  await rig.desk.event('T1', { ...said, text: 'import', ts: '1.1', files: [file] });
  return fetched();
}

test('a message in the direct chat brings its files, with a line or without', async () => {
  await rig.desk.dm('UANA', 'import drop:yes', undefined, [upload()]);
  expect(rig.intents[0]).toMatchObject({ ask: { line: 'import drop:yes' }, files: [{ name: 'plan.md' }] });
  expect(await fetched()).toEqual({ is: 'fetched', bytes: Buffer.from('# Plan') });
  await rig.desk.dm('UANA', '', undefined, [upload()]);
  expect(rig.intents[1]).toMatchObject({ ask: { line: '' }, files: [{ name: 'plan.md' }] });
});

test('a mention in a channel brings its files', async () => {
  await rig.desk.mention('UANA', 'CGEN', 'import', undefined, [upload()]);
  expect(rig.intents[0]?.ask).toEqual({ line: 'import' });
  expect(await fetched()).toMatchObject({ is: 'fetched' });
});

test('a form brings the file that was chosen, and stays as it was when that is refused', async () => {
  rig.answer({ is: 'form', form: withFile });
  await rig.desk.slash('UANA', 'CGEN', 'import');
  await expect.poll(() => rig.end.world.views.length).toBe(1);
  const problems = [{ field: 'text-file', message: 'It is empty.' }];
  const refusal = { is: 'invalid', command: 'import', problems, understood: {} } as const;
  rig.answer({ is: 'refused', refusal, problems, card: { title: [], blocks: [], actions: [], more: [] } });
  const { body } = await rig.desk.submit(String(rig.end.world.views[0]?.id), {
    name: 'Beta',
    'text-file': upload(),
  });
  expect(body).toEqual({ response_action: 'errors', errors: { 'text-file': 'It is empty.' } });
  expect(rig.intents.at(-1)?.ask).toEqual({ command: 'new', input: { name: 'Beta' } });
  expect(await fetched()).toMatchObject({ is: 'fetched' });
});

test('where the app may not read files, the form opens without their field', async () => {
  rig.answer({ is: 'form', form: withFile });
  rig.end.fail('views.open', { is: 'error', code: 'invalid_arguments' });
  await rig.desk.slash('UANA', 'CGEN', 'import');
  await expect.poll(() => rig.end.world.views.length).toBe(1);
  const blocks = rig.end.world.views[0]?.view.blocks as { block_id: string }[];
  expect(blocks.map(({ block_id }) => block_id)).toEqual(form.fields.map(({ name }) => name));
});

test('no other host is ever asked, let alone told the token', async () => {
  const urls = [
    `${elsewhere.origin}/plan.md`,
    'http://files.slack.com/plan.md',
    'https://files.slack.com.evil.example/plan.md',
    'https://files.slack.com:8443/plan.md',
    'https://slack.com/plan.md',
    'plan.md',
  ];
  for (const url_private_download of urls) {
    expect(await fetchedFrom({ name: 'plan.md', url_private_download })).toMatchObject({ is: 'withheld' });
  }
  expect(await fetchedFrom({ id: 'F9', file_access: 'check_file_info' })).toMatchObject({ is: 'withheld' });
  await rig.desk.dm('UANA', 'import', undefined, [upload({ plays: { to: `${elsewhere.origin}/plan.md` } })]);
  expect(await fetched()).toMatchObject({ is: 'withheld' });
  expect(elsewhere.asked).toEqual([]);
});

test('the page to sign in at says which permission is missing', async () => {
  await rig.desk.dm('UANA', 'import', undefined, [upload({ plays: 'login' })]);
  expect(await fetched()).toMatchObject({ is: 'withheld', next: expect.stringContaining('files:read') });
});

test('a file over the limit is not fetched, and not to its end where its size was not true', async () => {
  const bytes = Buffer.alloc(most + 1, 'a');
  await rig.desk.dm('UANA', 'import', undefined, [upload({ bytes })]);
  expect(await fetched()).toEqual({ is: 'too_large' });
  const { origin } = new URL(rig.end.apiUrl);
  const url_private_download = `${origin}/files-pri/F1/download/plan.md`;
  expect(await fetchedFrom({ size: 3, url_private_download })).toEqual({ is: 'too_large' });
});

test('a file that is gone is gone, and one that does not come is not waited for', async () => {
  const { origin } = new URL(rig.end.apiUrl);
  expect(await fetchedFrom({ url_private_download: `${origin}/files-pri/F9/download/a` })).toEqual({
    is: 'gone',
  });
  await rig.desk.dm('UANA', 'import', undefined, [upload({ plays: 'hang' })]);
  const started = performance.now();
  expect(await fetched()).toEqual({ is: 'unreachable' });
  expect(performance.now() - started).toBeLessThan(2_500);
});
