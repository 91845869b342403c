import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { connectEmail, type Email } from '../../../adapters/email/connect.ts';
import { readServer } from '../../../adapters/email/settings.ts';
import { type Card, note, plain, text } from '../../../cards/model.ts';
import type { RoomAddress } from '../../../src/ports/intent.ts';
import { type MailServer, startMailServer } from '../../support/mail-server.ts';

const from = { name: 'Milepost', address: 'milepost@acme.example' };
const key = '019a0000-0000-7000-8000-000000000001';
const ana: RoomAddress = { platform: 'email', tenant: '', channel: 'ana@acme.example', kind: 'direct' };
const patience = { connect: 500, greeting: 300, idle: 400, total: 2_000 };

const open: { close(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

function emailTo(url: string): Email {
  const server = readServer(url);
  if (!server) throw new Error(`${url} is no server`);
  const email = connectEmail({ ...server, from }, { timeouts: patience });
  open.push(email);
  return email;
}

async function serve(options?: Parameters<typeof startMailServer>[0], port?: number): Promise<MailServer> {
  const server = await startMailServer(options, port);
  open.push({ close: server.stop });
  return server;
}

const refusal = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode });
const send = (email: Email, card: Card = note('Hello'), room = ana) =>
  email.messenger.post(room, { card, key });

describe('a mail', () => {
  it('has the card as text and as HTML, and names its receipt', async () => {
    const server = await serve();
    const sent = await send(emailTo(server.url), note('Apollo today', [text('Beta launch is due.')]));
    expect(sent).toEqual({ is: 'sent', messageId: `<${key}@acme.example>` });
    const [mail] = server.mails;
    expect(mail).toMatchObject({ from: from.address, to: [ana.channel] });
    expect(Object.fromEntries(mail?.headers ?? [])).toMatchObject({
      from: 'Milepost <milepost@acme.example>',
      to: 'ana@acme.example',
      subject: 'Apollo today',
      'message-id': `<${key}@acme.example>`,
      'auto-submitted': 'auto-generated',
    });
    expect(mail?.text).toMatch(/^Apollo today\n\nBeta launch is due\.\n\n/);
    expect(mail?.html).toMatch(/<h1 [^>]*>Apollo today<\/h1>\n<p [^>]*>Beta launch is due\.<\/p>/);
  });

  it('says how to stop, and as lines to type what could be pressed in a chat', async () => {
    const server = await serve();
    const done = {
      label: 'Done',
      command: 'done',
      input: { milestone: '3', project: 'an-id', for: 'a while' },
    };
    const card: Card = {
      title: [plain('Yours today')],
      blocks: [{ is: 'list', items: [{ spans: [plain('Beta launch is due')], actions: [done] }] }],
      actions: [{ label: 'Show', command: 'show', input: { milestone: '3' } }],
      more: [],
    };
    await send(emailTo(server.url), card);
    const [mail] = server.mails;
    expect(mail?.text).toContain('- Beta launch is due · done 3 for:"a while"\n');
    expect(mail?.text).toContain('To go on: show 3\n');
    expect(mail?.text).toMatch(/To stop, type notify slack or notify teams there\.$/);
    expect(mail?.html).toContain('<code>done 3 for:&quot;a while&quot;</code>');
    expect(mail?.html).not.toMatch(/<(button|form|table|script|style)\b/);
  });

  it('keeps its alphabet', async () => {
    const server = await serve();
    await send(emailTo(server.url), note('Запуск 🚀', [text('Größe: 数字')]));
    const [mail] = server.mails;
    expect(mail?.headers.get('subject')).toMatch(/^=\?UTF-8\?/);
    expect(mail?.text).toContain('Größe: 数字');
    expect(mail?.html).toContain('<title>Запуск 🚀</title>');
  });

  it.each([
    'Plan\r\nBcc: eve@evil.example',
    'Plan\nTo: eve@evil.example\n\nbody',
    'Plan\r\n\r\n<b>body</b>',
    'Plan\u2028Bcc: eve@evil.example',
  ])('takes no header from what people write: %j', async (title) => {
    const server = await serve();
    await send(emailTo(server.url), note(title));
    const [mail] = server.mails;
    expect(mail?.to).toEqual([ana.channel]);
    expect([...(mail?.headers.keys() ?? [])]).not.toContain('bcc');
    expect(mail?.headers.get('to')).toBe('ana@acme.example');
    expect(mail?.headers.get('subject')).toMatch(/^Plan /);
  });

  it('takes no HTML from what people write', async () => {
    const server = await serve();
    const bad = '<img src=x onerror=alert(1)>&"\'';
    await send(emailTo(server.url), {
      title: [plain(bad)],
      blocks: [
        text([
          { is: 'strong', text: bad },
          { is: 'code', text: bad },
        ]),
        text([{ is: 'link', text: bad, url: 'javascript:alert(1)' }]),
        text([{ is: 'link', text: bad, url: 'https://a.example/?q="><script>' }]),
        text([{ is: 'mention', name: bad, addresses: [] }]),
        { is: 'facts', facts: [{ label: bad, value: [plain(bad)] }] },
        { is: 'progress', percent: 40, label: bad },
        { is: 'list', items: [{ spans: [plain(bad)] }] },
      ],
      actions: [{ label: bad, command: 'show', input: { milestone: bad } }],
      more: [],
    });
    const html = server.mails[0]?.html ?? '';
    expect(html).not.toMatch(/<img|<script|href="javascript/);
    expect(html.match(/<a href="[^"]*">/g)).toEqual(['<a href="https://a.example/?q=%22%3E%3Cscript%3E">']);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;&amp;&quot;&#39;');
  });

  it.each(['a@acme.example, eve@evil.example', 'a@acme.example>\r\nRCPT TO:<eve@evil.example', ''])(
    'goes to nobody else by an address like %j',
    async (channel) => {
      const server = await serve();
      const sent = await send(emailTo(server.url), note('Hello'), { ...ana, channel });
      expect(sent.is).toBe('rejected');
      expect(server.mails).toEqual([]);
    },
  );

  it('cannot be changed, and a mailbox need not be opened', async () => {
    const { messenger } = emailTo('smtp://127.0.0.1:1');
    expect(await messenger.edit(ana, '<m>', { card: note('x'), key })).toMatchObject({ is: 'message_gone' });
    expect(await messenger.openDirect({ tenant: '', user: 'ana@acme.example' }, undefined)).toEqual({
      is: 'opened',
      room: ana,
    });
  });
});

describe('a server', () => {
  it('that refuses somebody refuses that mail', async () => {
    const server = await serve({ onRcptTo: (_to, _session, done) => done(refusal(550, 'no such user')) });
    expect(await send(emailTo(server.url))).toMatchObject({
      is: 'rejected',
      why: expect.stringMatching(/^550 /),
    });
  });

  it.each([450, 452])('that is not ready for somebody (%i) is asked again', async (status) => {
    const server = await serve({ onRcptTo: (_to, _session, done) => done(refusal(status, 'greylisted')) });
    expect(await send(emailTo(server.url))).toMatchObject({ is: 'retry' });
  });

  it('that does not let us write as ourselves cuts us off', async () => {
    const server = await serve({ onMailFrom: (_from, _session, done) => done(refusal(553, 'not yours')) });
    expect(await send(emailTo(server.url))).toMatchObject({ is: 'cut_off' });
  });

  it.each([
    [554, 'rejected'],
    [451, 'retry'],
  ])('that answers %i to a mail has not taken it', async (status, is) => {
    const server = await serve({
      onData(stream, _session, done) {
        stream.resume();
        stream.on('end', () => done(refusal(status, 'looks odd')));
      },
    });
    expect(await send(emailTo(server.url))).toMatchObject({ is });
  });

  it('is shown a password, and cuts us off when it is the wrong one', async () => {
    const server = await serve({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        username === 'm@acme' && password === 'p:w/1'
          ? done(null, { user: username })
          : done(refusal(535, 'wrong password')),
    });
    const at = (login: string) => emailTo(server.url.replace('//', `//${login}@`));
    expect(await send(at('m%40acme:p%3Aw%2F1'))).toMatchObject({ is: 'sent' });
    expect(await send(at('m%40acme:other'))).toMatchObject({
      is: 'cut_off',
      why: expect.stringMatching(/^535 /),
    });
    expect(await send(emailTo(server.url))).toMatchObject({
      is: 'cut_off',
      why: expect.stringMatching(/^530 /),
    });
    await expect(at('m%40acme:other').check()).rejects.toThrow(/535 .*Check SMTP_URL\.$/);
    expect(await at('m%40acme:p%3Aw%2F1').check()).toMatch(
      /takes the password, mail is from milepost@acme\.example$/,
    );
    expect(server.mails).toHaveLength(1);
  });

  it('that is not there is asked again', async () => {
    const server = await serve();
    await server.stop();
    expect(await send(emailTo(server.url))).toEqual({ is: 'unreachable', why: 'ECONNREFUSED' });
    await expect(emailTo(server.url).check()).rejects.toThrow('does not serve us: ECONNREFUSED');
  });

  it('that comes back takes the next mail', async () => {
    const server = await serve();
    const email = emailTo(server.url);
    await send(email);
    await server.stop();
    expect(await send(email)).toMatchObject({ is: 'unreachable' });
    const again = await serve({}, server.port);
    expect(await send(email)).toMatchObject({ is: 'sent' });
    expect([server.mails.length, again.mails.length]).toEqual([1, 1]);
  });

  /** Speaks the lines that are its part, one for each of ours, and then what `then` does. */
  async function speak(lines: string[], then: (socket: Socket) => void): Promise<string> {
    const sockets = new Set<Socket>();
    const server: Server = createServer((socket) => {
      sockets.add(socket);
      const left = [...lines];
      const next = () => {
        const line = left.shift();
        if (line === undefined) then(socket);
        else socket.write(`${line}\r\n`);
      };
      socket.on('error', () => {});
      // one answer a batch: a mail comes as one
      socket.on('data', (chunk) => (/\r\n$/.test(String(chunk)) ? next() : undefined));
      next();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push({
      close: () => {
        for (const socket of sockets) socket.destroy();
        return new Promise((resolve) => server.close(resolve));
      },
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return `smtp://127.0.0.1:${address.port}`;
  }

  const envelope = ['220 hi', '250 hi', '250 from', '250 to', '354 go on'];
  const hang = () => {};
  const hangUp = (socket: Socket) => socket.destroy();

  it.each([
    ['never greets', [], hang, 'unreachable', 'GREETING_TIMEOUT'],
    ['hangs up without a greeting', [], hangUp, 'retry', undefined],
    ['refuses everybody', ['554 go away'], hang, 'retry', undefined],
    ['falls silent before the mail', envelope.slice(0, 3), hang, 'retry', 'SOCKET_TIMEOUT'],
    ['hangs up before the mail', envelope.slice(0, 4), hangUp, 'retry', undefined],
    ['falls silent after the mail', envelope, hang, 'unknown', 'SOCKET_TIMEOUT'],
    ['hangs up after the mail', envelope, hangUp, 'unknown', undefined],
  ] as const)('that %s', async (_what, lines, then, is, why) => {
    const sent = await send(emailTo(await speak([...lines], then)));
    expect(sent).toMatchObject(why ? { is, why } : { is });
  });

  it('that answers a letter at a time does not hold us for ever', async () => {
    const url = await speak(['220 hi', '250 hi'], (socket) => {
      const drip = setInterval(() => socket.write('2'), 100);
      socket.on('close', () => clearInterval(drip));
    });
    const at = performance.now();
    expect(await send(emailTo(url))).toEqual({ is: 'retry', why: 'timeout' });
    expect(performance.now() - at).toBeLessThan(2 * patience.total);
  });
});
