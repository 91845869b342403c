import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PictureKind, readPicture, signPicture, versionOf } from '../../src/pictures/token.ts';
import { type Apollo, mo, peopleOf, startProject, tess } from '../support/apollo.ts';
import { engines } from '../support/database.ts';
import { type Stage, said, startStage } from '../support/milepost.ts';

const secret = 'a long random text';
const publicUrl = 'https://bot.example.com/milepost/';

describe.each(engines)('pictures, on %s', (engine) => {
  let stage: Stage;
  let apollo: Apollo;
  beforeAll(async () => {
    stage = await startStage(engine, { publicUrl, secret });
    apollo = peopleOf(stage);
    await startProject(stage, apollo);
    await apollo.slack(mo, 'new "Beta <launch> & 日本" due:"10 dec 2027"');
  });
  afterAll(() => stage.close());

  const get = (path: string, headers: Record<string, string> = {}) =>
    stage.milepost.app.inject({ method: 'GET', url: path, headers });
  const address = /https:\/\/bot\.example\.com\/milepost(\/pictures\/[\w-]+\.png)/;
  const pathIn = (text: string) => address.exec(text)?.[1] ?? 'none';
  const token = (path: string) => path.slice('/pictures/'.length, -'.png'.length);

  it.each<PictureKind>(['timeline', 'burnup'])(
    'of the %s are a PNG at a public address, on both platforms',
    async (kind) => {
      const slack = said(await apollo.slack(mo, kind));
      expect(pathIn(await apollo.teams(tess, kind))).toBe(pathIn(slack));
      const answer = await get(pathIn(slack));
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['content-type']).toBe('image/png');
      expect(answer.rawPayload.subarray(0, 8)).toEqual(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
      expect(answer.rawPayload.length).toBeLessThan(1_000_000);
      // width and height, for Teams
      expect(answer.rawPayload.readUInt32BE(16)).toBeLessThanOrEqual(1024);
      expect(answer.rawPayload.readUInt32BE(20)).toBeLessThanOrEqual(1024);
    },
  );

  it('are not drawn again for whoever has them, until they look different', async () => {
    const before = pathIn(said(await apollo.slack(mo, 'timeline')));
    const first = await get(before);
    const known = { 'if-none-match': String(first.headers.etag) };
    expect(await get(before, known)).toMatchObject({ statusCode: 304, body: '' });
    await apollo.slack(mo, 'new "Launch day" due:"18 dec 2027"');
    const after = pathIn(said(await apollo.slack(mo, 'timeline')));
    expect(after).not.toBe(before);
    // an old card shows the present
    const again = await get(before, known);
    expect([again.statusCode, again.headers.etag]).toEqual([200, (await get(after)).headers.etag]);
  });

  it('are not there for a token that was not made here, or of what is not there', async () => {
    const path = pathIn(said(await apollo.slack(mo, 'timeline')));
    const real = token(path);
    const of = readPicture(secret, real);
    if (!of) throw new Error('the token cannot be read');
    const version = versionOf('x');
    const forged = [
      '',
      'x',
      real.slice(0, -1),
      `${real}AAAA`,
      `${real.startsWith('A') ? 'B' : 'A'}${real.slice(1)}`,
      signPicture('another secret', of, version),
      signPicture(secret, { ...of, projectId: v7() }, version),
      // what is signed names its tenant, and the database gives out nothing of another
      signPicture(secret, { ...of, workspaceId: v7() }, version),
      '..%2f..%2fetc%2fpasswd',
    ];
    for (const one of forged) expect((await get(`/pictures/${one}.png`)).statusCode).toBe(404);
    expect((await get(path)).statusCode).toBe(200);
  });
});

describe('without a public address', () => {
  it('cards say everything in words, and there is nothing to fetch', async () => {
    const stage = await startStage('embedded', { secret });
    const apollo = peopleOf(stage);
    await startProject(stage, apollo);
    await apollo.slack(mo, 'new "Beta launch" due:"10 dec 2027"');
    const answer = said(await apollo.slack(mo, 'timeline'));
    const path = `/pictures/${signPicture(secret, { workspaceId: v7(), projectId: v7(), kind: 'timeline' }, versionOf(''))}.png`;
    const { statusCode } = await stage.milepost.app.inject({ method: 'GET', url: path });
    await stage.close();
    expect(answer).toContain('Beta launch');
    expect(answer).not.toContain('image_url');
    expect(statusCode).toBe(404);
  });
});

it('a token says what it was made of, and any other text says nothing', () => {
  const of = { workspaceId: v7(), projectId: v7(), kind: 'burnup' as const };
  expect(readPicture(secret, signPicture(secret, of, versionOf('a')))).toEqual(of);
  expect(signPicture(secret, of, versionOf('a'))).not.toBe(signPicture(secret, of, versionOf('b')));
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String({ minLength: 76, maxLength: 76 })), (text) => {
      expect(readPicture(secret, text)).toBeUndefined();
    }),
  );
});
