import type { Readable } from 'node:stream';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { EmailSettings } from './settings.ts';

/** SMTP timeouts, in milliseconds. `total` ends any attempt well within `platformTimings.leaseMs`. */
export type SmtpTimeouts = { connect: number; greeting: number; idle: number; total: number };

/** Timeouts for a real mail server. */
const defaultTimeouts: SmtpTimeouts = { connect: 4_000, greeting: 4_000, idle: 7_000, total: 9_000 };

/** One mail. Its id identifies it to us and to every server on its way. */
export type Mail = Omit<SendMailOptions, 'signal'> & { messageId: string };

/** A mail was not sent, as far as is known. */
export class MailNotSent extends Error {
  override name = 'MailNotSent';
  /** The server had asked for the content, so it may have accepted the mail. */
  mayHaveArrived: boolean;

  constructor(cause: unknown, mayHaveArrived: boolean) {
    super('a mail was not sent', { cause });
    this.mayHaveArrived = mayHaveArrived;
  }
}

/** Pooled connections to one mail server. */
export type Transport = {
  /** Makes one attempt; throws MailNotSent. */
  send(mail: Mail): Promise<void>;
  /** Connects and signs in without sending; throws the server's or the network's error. */
  verify(): Promise<void>;
  close(): void;
};

/** Creates a connection pool; connects at the first mail. */
export function smtpTransport(settings: EmailSettings, timeouts: SmtpTimeouts = defaultTimeouts): Transport {
  const pool = createTransport({ pool: true, ...transportOptions(settings, timeouts) });
  // nodemailer reads the content once the server has asked for it: before, it cannot have arrived
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

function transportOptions({ host, port, secure, login }: EmailSettings, timeouts: SmtpTimeouts) {
  return {
    host,
    port,
    secure,
    ...(login ? { auth: login } : {}),
    // send the password over TLS only, except to this machine
    requireTLS: login !== undefined && !/^(localhost|127\.[\d.]+|::1)$/.test(host),
    connectionTimeout: timeouts.connect,
    dnsTimeout: timeouts.connect,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.idle,
    // the outbox retries: it knows what must not arrive twice
    maxRequeues: 0,
    maxConnections: 3,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
