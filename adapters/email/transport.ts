import type { Readable } from 'node:stream';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { EmailSettings } from './settings.ts';

/**
 * How long a server may take, in milliseconds. `whole` ends an attempt however it hangs, well within
 * the time that the delivery gives a call (`platformPace.leaseMs`).
 */
export type SmtpTimeouts = { connect: number; greeting: number; idle: number; total: number };

/** What is waited for a mail server. */
export const defaultTimeouts: SmtpTimeouts = { connect: 4_000, greeting: 4_000, idle: 7_000, total: 9_000 };

/** One mail; the id names it for the one who sends it and for every server on its way. */
export type Mail = Omit<SendMailOptions, 'signal'> & { messageId: string };

/** A mail was not sent, as far as is known. */
export class MailNotSent extends Error {
  override name = 'NotSent';
  /** The server had asked for the mail, so that it may have it. */
  mayHaveArrived: boolean;

  constructor(cause: unknown, begun: boolean) {
    super('a mail was not sent', { cause });
    this.mayHaveArrived = begun;
  }
}

/** The connections to one mail server. */
export type Transport = {
  /** One attempt. @throws NotSent */
  send(mail: Mail): Promise<void>;
  /** Connects and signs in, and sends nothing. @throws what the server or the network said. */
  verify(): Promise<void>;
  close(): void;
};

/** Opens no connection yet. They are kept for the next mail, and limited in number. */
export function smtpTransport(settings: EmailSettings, timeouts: SmtpTimeouts = defaultTimeouts): Transport {
  const pool = createTransport({ pool: true, ...transportOptions(settings, timeouts) });
  // reading begins once the server has asked for the mail: before, it surely has not got it
  const bodies = new Map<string, Readable>();
  pool.use('stream', ({ data, message }, done) => {
    const read = message.createReadStream.bind(message);
    message.createReadStream = (options) => {
      const body = read(options);
      bodies.set(String(data.messageId), body);
      return body;
    };
    done();
  });
  return {
    async send(mail) {
      try {
        await pool.sendMail({ ...mail, signal: AbortSignal.timeout(timeouts.total) });
      } catch (error) {
        throw new MailNotSent(error, bodies.get(mail.messageId)?.readableDidRead ?? false);
      } finally {
        bodies.delete(mail.messageId);
      }
    },
    verify: async () => void (await pool.verify()),
    close: () => pool.close(),
  };
}

function transportOptions({ host, port, secure, login }: EmailSettings, wait: SmtpTimeouts) {
  return {
    host,
    port,
    secure,
    ...(login ? { auth: login } : {}),
    // a password goes over TLS, or to this machine
    requireTLS: login !== undefined && !/^(localhost|127\.[\d.]+|::1)$/.test(host),
    connectionTimeout: wait.connect,
    dnsTimeout: wait.connect,
    greetingTimeout: wait.greeting,
    socketTimeout: wait.idle,
    // to try again is the delivery's business: it knows what must not arrive twice
    maxRequeues: 0,
    maxConnections: 3,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
