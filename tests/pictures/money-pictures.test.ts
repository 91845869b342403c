import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Picture, readPicture, signPicture, versionOf } from '../../src/pictures/token.ts';
import { slackTeam } from '../../src/preview/ends.ts';
import { type Apollo, mo, olivia, peopleOf, startProject, tess } from '../support/apollo.ts';
import { type Stage, said, startStage } from '../support/milepost.ts';

const secret = 'a long random text';
/** A customer. */
const nell = 'UNELL';
const start = '2026-12-07T09:00:00Z';
const address = /https:\/\/bot\.example\.com\/pictures\/([\w-]+)\.png/;

describe('the pictures of cash and figures', () => {
  let stage: Stage;
  let apollo: Apollo;
  beforeAll(async () => {
    stage = await startStage('postgresql', { publicUrl: 'https://bot.example.com', secret, movedNow: start });
    apollo = peopleOf(stage);
    const { world } = stage.ends.slack;
    world.addPerson({ id: nell, team: slackTeam, name: 'nell', realName: 'Nell' });
    await startProject(stage, apollo);
    for (const [who, line] of [
      [nell, 'list'],
      [mo, 'list'],
      [olivia, 'edit-project kind:client price:10000 currency:GBP'],
      [olivia, 'new "Design" share:30 due:"14 dec 2026"'],
      [olivia, 'new "Build" share:70 due:"4 jan 2027"'],
      [olivia, 'policy unpaid:off demo:no'],
      [olivia, 'activate'],
      [olivia, 'cost 1 1200 two days of design'],
      [olivia, 'role Nell client'],
      [olivia, 'start 1'],
      [olivia, 'submit 1'],
    ] as const)
      await apollo.slack(who, line);
    const { id: chat } = stage.ends.slack.world.direct(nell, slackTeam);
    await stage.desk.slash(nell, chat, 'approve 1');
  });
  afterAll(() => stage.close());

  const get = (token: string) => stage.milepost.app.inject({ method: 'GET', url: `/pictures/${token}.png` });
  const status = async (token: string) => (await get(token)).statusCode;
  const inChat = async (user: string, line: string) =>
    said(await stage.desk.slash(user, stage.ends.slack.world.direct(user, slackTeam).id, line));
  const tokenIn = (answer: string) => address.exec(answer)?.[1] ?? 'none';
  const read = (token: string): Picture => {
    const of = readPicture(secret, token, Date.parse(start));
    if (!of) throw new Error('the token cannot be read');
    return of;
  };
  /** The alternative text of the picture on a card. */
  const altIn = (answer: string) => /Figures on [^"\]\n\\]*/.exec(answer)?.[0] ?? '';
  /** What a picture is at its address, and what the card drew: both start with the same hash. */
  const isAsOnTheCard = async (token: string) => {
    const etag = String((await get(token)).headers.etag).slice(1, -1);
    const version = Buffer.from(etag, 'base64url').subarray(0, 8);
    return Buffer.from(token, 'base64url').includes(version);
  };

  it('are PNGs on both platforms, and what the card describes', async () => {
    for (const line of ['cash', 'kpi']) {
      for (const answer of [said(await apollo.slack(mo, line)), await apollo.teams(tess, line)]) {
        const token = tokenIn(answer);
        const { statusCode, headers, rawPayload } = await get(token);
        expect([line, statusCode, headers['content-type']]).toEqual([line, 200, 'image/png']);
        expect(rawPayload.readUInt32BE(16)).toBeLessThanOrEqual(1024);
        expect(rawPayload.readUInt32BE(20)).toBeLessThanOrEqual(1024);
        expect(await isAsOnTheCard(token)).toBe(true);
      }
    }
  });

  it('show profit only in the chat of a person who may see it, and never in a room', async () => {
    const room = said(await apollo.slack(mo, 'kpi'));
    // viewers read the room of the team, so only the private answer says it
    expect(room).toContain('Profitability: ');
    expect(altIn(room)).toContain('On-time completion');
    expect(altIn(room)).not.toContain('Profitability');
    expect(read(tokenIn(room))).toMatchObject({ kind: 'kpi', shownTo: { is: 'room' } });
    const own = await inChat(mo, 'kpi');
    expect(altIn(own)).toContain('Profitability: 60 %');
    expect(read(tokenIn(own))).toMatchObject({ kind: 'kpi_profit', shownTo: { is: 'person' } });
    expect([await isAsOnTheCard(tokenIn(room)), await isAsOnTheCard(tokenIn(own))]).toEqual([true, true]);
  });

  it('give a customer the figures without profit, whatever address they have', async () => {
    const answer = await inChat(nell, 'kpi');
    const token = tokenIn(answer);
    expect(answer).not.toContain('Profitability');
    expect([read(token).kind, await status(token), await isAsOnTheCard(token)]).toEqual(['kpi', 200, true]);
    const version = versionOf('x');
    const [theirs, room] = [read(token), read(tokenIn(said(await apollo.slack(mo, 'kpi'))))];
    for (const of of [theirs, room]) {
      const profit = signPicture(secret, { ...of, kind: 'kpi_profit' }, version, Date.parse(start));
      expect(await status(profit)).toBe(404);
    }
  });

  it('lose the profit with the role, and are gone without one', async () => {
    const [own, cash] = [tokenIn(await inChat(mo, 'kpi')), tokenIn(await inChat(mo, 'cash'))];
    expect([await status(own), await status(cash)]).toEqual([200, 200]);
    await apollo.slack(olivia, 'role Mo viewer');
    expect([await status(own), await status(cash)]).toEqual([404, 200]);
    expect(read(tokenIn(await inChat(mo, 'kpi'))).kind).toBe('kpi');
    await apollo.slack(olivia, 'role Mo none');
    expect([await status(own), await status(cash)]).toEqual([404, 404]);
    await apollo.slack(olivia, 'role Mo contributor');
    expect([await status(own), await status(cash)]).toEqual([200, 200]);
  });

  it('are not there for a token that was changed in any byte', async () => {
    const bytes = Buffer.from(tokenIn(said(await apollo.slack(mo, 'cash'))), 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8((changed.readUInt8(at) + 1) % 256, at);
      expect(await status(changed.toString('base64url'))).toBe(404);
    }
  });

  it('are left out where an address could not name what is shown', async () => {
    for (const line of ['kpi all', 'kpi from:"1 dec 2026"', 'kpi on-time'])
      expect(tokenIn(await inChat(mo, line))).toBe('none');
  });
});
