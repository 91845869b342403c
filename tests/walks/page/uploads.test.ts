import { type ClientRequest, request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PageBrowser } from '../../support/page/page-browser.ts';
import { type PageStage, startPageStage } from '../../support/page/page-stage.ts';

const clara = 'clara@example.com';
const threeGigabytes = 3 * 2 ** 30;
let page: PageStage;
let visit: PageBrowser;

beforeAll(async () => {
  page = await startPageStage('postgresql');
  visit = await page.signIn(await page.invite(clara, 'Clara Cole'), clara);
});
afterAll(() => page.close());

type Answer = { status: number | undefined; text: string; sentBytes: number };

/** Posts a body of `size` bytes as fast as the server reads it, until the server ends the connection. */
function upload(path: string, headers: Record<string, string>, size: number): Promise<Answer> {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const cookie = [...visit.cookies].map((pair) => pair.join('=')).join('; ');
  const answer: Answer = { status: undefined, text: '', sentBytes: 0 };
  const posted: ClientRequest = request(
    page.origin + path,
    { method: 'POST', headers: { cookie, ...headers } },
    async (answered) => {
      answer.status = answered.statusCode;
      for await (const part of answered) answer.text += part;
    },
  );
  const chunk = Buffer.alloc(2 ** 20, 'a');
  const pump = () => {
    while (answer.sentBytes < size && !posted.destroyed) {
      answer.sentBytes += chunk.length;
      if (!posted.write(chunk)) return void posted.once('drain', pump);
    }
    posted.end();
  };
  pump();
  // a server that has answered resets a connection on which more comes
  posted.on('error', () => {});
  posted.on('close', () => resolve(answer));
  return promise;
}

const multipart = { 'content-type': 'multipart/form-data; boundary=x' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const length = { 'content-length': String(threeGigabytes) };

it.each([
  ['a file of 3 GB', { ...multipart, ...length }],
  ['a file of 3 GB whose size is not said', multipart],
  ['a form of 3 GB', { ...form, ...length }],
  ['a form of 3 GB whose size is not said', form],
])('refuses %s at once, in words, and reads no more of it', async (_what, headers) => {
  for (const path of [`${visit.url}/press`, '/page/link', '/open/ABC/code']) {
    const from = performance.now();
    const { status, text, sentBytes } = await upload(path, headers, threeGigabytes);
    // the host ends every slow request after ten seconds
    expect(performance.now() - from).toBeLessThan(5_000);
    expect([413, 415]).toContain(status);
    expect(text).toContain('Files cannot be sent here');
    expect(sentBytes).toBeLessThan(64 * 2 ** 20);
  }
  expect(await visit.get(visit.url)).toContain('Apollo');
});

it('answers an address that does not exist with a page, which asks for a new link', async () => {
  for (const path of [`${visit.url}/nothing`, '/open/ABC/code/more', '/page/a/b/c']) {
    await visit.get(path);
    expect(visit.status).toBe(404);
    expect(visit.html).toContain('There is nothing at this address.');
    expect(visit.html).toContain('Mail me a new link');
    expect(visit.headers.get('content-security-policy')).toContain("default-src 'none'");
  }
});
