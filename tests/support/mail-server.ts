import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** One received mail. */
type TakenMail = {
  from: string;
  to: string[];
  /** Header lines unfolded, by lower-case name. */
  headers: Map<string, string>;
  /** The decoded parts. */
  text: string;
  html: string;
  raw: string;
};

/** A real SMTP server on this machine. */
export type MailServer = {
  url: string;
  port: number;
  /** Received mails, oldest first. */
  mails: TakenMail[];
  stop(): Promise<void>;
};

/** Starts a server that accepts everything, unless `options` say otherwise. */
export async function startMailServer(options: SMTPServerOptions = {}, port = 0): Promise<MailServer> {
  const mails: TakenMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        mails.push({
          from,
          to: envelope.rcptTo.map(({ address }) => address),
          ...read(Buffer.concat(chunks)),
        });
        done();
      });
    },
    ...options,
  });
  // A client that hangs up is not a failure of the server.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('the mail server has no port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    port: address.port,
    mails,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Parses a mail with a text and an HTML part, as nodemailer writes it. */
function read(source: Buffer): Omit<TakenMail, 'from' | 'to'> {
  const raw = source.toString('utf8');
  const [head, body] = split(raw);
  const headers = headersOf(head);
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1];
  const parts = boundary ? body.split(`--${boundary}`).slice(1, -1) : [raw];
  const partOf = (type: string) => {
    const part = parts.find((one) => one.toLowerCase().includes(`content-type: ${type}`));
    if (!part) return '';
    const [partHead, content] = split(part.replace(/^\r\n/, ''));
    return decode(content, headersOf(partHead).get('content-transfer-encoding') ?? '7bit');
  };
  return { headers, text: partOf('text/plain'), html: partOf('text/html'), raw };
}

function split(text: string): [string, string] {
  const at = text.indexOf('\r\n\r\n');
  return [text.slice(0, at), text.slice(at + 4)];
}

const headersOf = (head: string) =>
  new Map(
    head
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );

function decode(content: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(content, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return content.replaceAll('\r\n', '\n').trimEnd();
  const bytes = content
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\r\n', '\n').trimEnd();
}
