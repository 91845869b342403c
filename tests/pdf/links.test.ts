import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkHours, readInvoice, signInvoice } from '../../src/pdf/token.ts';
import { type Apollo, cleo, mo, olivia, peopleOf, startProject, tess } from '../support/apollo.ts';
import { type Stage, said, startStage } from '../support/milepost.ts';
import { attempted } from '../support/refused.ts';
import { textOf } from './read-pdf.ts';

const secret = 'a long random text';
const start = '2026-12-07T09:00:00Z';
const hoursOn = (hours: number) => new Date(Date.parse(start) + hours * 3_600_000).toISOString();

describe('the link to the PDF of an invoice', () => {
  let stage: Stage;
  let apollo: Apollo;
  /** What an answer links to; empty where it does not. */
  const pathIn = (answer: unknown) =>
    /https:\/\/bot\.example\.com(\/invoices\/[\w-]+\.pdf)/.exec(JSON.stringify(answer))?.[1] ?? '';
  const get = (path: string) => stage.milepost.app.inject({ method: 'GET', url: path });
  const status = async (path: string) => (await get(path)).statusCode;
  const moveTo = async (now: string) => {
    await stage.milepost.app.inject({ method: 'POST', url: '/test/clock', payload: { now } });
  };

  beforeAll(async () => {
    stage = await startStage('postgresql', { publicUrl: 'https://bot.example.com', secret, movedNow: start });
    apollo = peopleOf(stage);
    await startProject(stage, apollo);
    await apollo.teams(cleo, 'list');
    for (const line of [
      'edit-project kind:client price:10000 currency:GBP',
      'new "Σχέδιο" share:30',
      'new "Build" share:70',
      'activate',
      'terms trigger:advance tax:20 seller:"Студія Північ" buyer:"Acme Ltd"',
      'invoice send 1 sure:yes',
      'invoice 1',
      'role Cleo client',
    ])
      await apollo.slack(olivia, line);
    await stage.settle();
  });
  afterAll(() => stage.close());

  it('comes from the button on the card of both platforms, and is the invoice', async () => {
    await apollo.pressSlack(mo, 'INV-2026-0001', 'PDF');
    const toldMo = () => pathIn(stage.ends.slack.world.shownTo(mo).at(-1));
    await expect.poll(toldMo).not.toBe('');
    const slack = toldMo();
    const pressed = await apollo.pressTeams(tess, 'INV-2026-0001', 'PDF');
    const teams = pathIn(pressed);
    expect(slack).not.toBe(teams);
    for (const path of [slack, teams]) {
      const answer = await get(path);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers).toMatchObject({
        'content-type': 'application/pdf',
        'content-disposition': 'inline; filename="INV-2026-0001.pdf"',
        'cache-control': 'private, no-store',
      });
      const text = await textOf(answer.rawPayload);
      for (const part of [
        'Invoice INV-2026-0001',
        'Студія Північ',
        '1 · Σχέδιο',
        'Tax 20 % £600',
        'Total £3,600',
      ])
        expect(text).toContain(part);
    }
    expect((await get(slack)).rawPayload.equals((await get(teams)).rawPayload)).toBe(true);
  });

  it('is not found after a change of any of its characters, and for what it does not name', async () => {
    const path = pathIn(await apollo.slack(olivia, 'invoice pdf 1'));
    const token = path.slice('/invoices/'.length, -'.pdf'.length);
    const of = readInvoice(secret, token, Date.parse(start));
    if (!of) throw new Error('the token cannot be read');
    const changed = [...token].map(
      (letter, at) => `${token.slice(0, at)}${letter === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`,
    );
    const sign = (more: object, key = secret) => signInvoice(key, { ...of, ...more }, Date.parse(start));
    const forged = [
      ...changed,
      '',
      token.slice(0, -1),
      `${token}A`,
      `${token}=`,
      `${token.slice(0, 9)}%20${token.slice(9)}`,
      sign({}, 'another secret'),
      // what is signed names its tenant, and the database gives out nothing of another
      sign({ workspaceId: v7() }),
      sign({ projectId: v7() }),
      sign({ milestoneId: v7() }),
      sign({ personId: v7() }),
      sign({ nth: 9 }),
    ];
    const found: string[] = [];
    for (const one of forged) if ((await status(`/invoices/${one}.pdf`)) !== 404) found.push(one);
    expect(found).toEqual([]);
    // a picture is signed for pictures alone
    expect(await status(`/pictures/${token}.png`)).toBe(404);
    expect(await status(path)).toBe(200);
  });

  it('gives a customer only what is sent, however they came by it', async () => {
    const own = await apollo.teams(cleo, 'invoice pdf 1');
    expect(await status(pathIn(own))).toBe(200);
    const no = await attempted(apollo.teams(cleo, 'invoice pdf 2'));
    expect(JSON.stringify(no)).toContain('is not sent yet');
    expect(pathIn(no)).toBe('');

    const draft = pathIn(await apollo.slack(olivia, 'invoice pdf 2'));
    expect(await textOf((await get(draft)).rawPayload)).toContain('Draft, not sent yet');
    const theirs = readInvoice(secret, draft.slice('/invoices/'.length, -4), Date.parse(start));
    const cleos = readInvoice(secret, pathIn(own).slice('/invoices/'.length, -4), Date.parse(start));
    if (!theirs || !cleos) throw new Error('no link');
    expect(cleos.reader).toBe('customer');
    const asCleo = signInvoice(secret, { ...theirs, personId: cleos.personId }, Date.parse(start));
    expect(await status(`/invoices/${asCleo}.pdf`)).toBe(404);
    const forCustomers = signInvoice(secret, { ...theirs, reader: 'customer' }, Date.parse(start));
    expect(await status(`/invoices/${forCustomers}.pdf`)).toBe(404);
  });

  it('follows the invoice, and ends with the role of the person', async () => {
    const path = pathIn(await apollo.slack(mo, 'invoice pdf 1'));
    await apollo.slack(olivia, 'paid 1 3600 sure:yes');
    expect(await textOf((await get(path)).rawPayload)).toContain('Paid on 7 Dec 2026');
    await apollo.slack(olivia, 'role Mo none');
    expect(await status(path)).toBe(404);
    await apollo.slack(olivia, 'role Mo contributor');
    expect(await status(path)).toBe(200);
  });

  it(`works for ${linkHours} hours`, async () => {
    const path = pathIn(said(await apollo.slack(olivia, 'invoice pdf 1')));
    await moveTo(hoursOn(linkHours - 0.1));
    expect(await status(path)).toBe(200);
    await moveTo(hoursOn(linkHours + 0.1));
    expect(await status(path)).toBe(404);
  });
});
