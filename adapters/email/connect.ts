import type { Messenger } from '../../src/ports/messenger.ts';
import { failureOf } from './failure.ts';
import { emailMessenger } from './messenger.ts';
import type { EmailSettings } from './settings.ts';
import { type SmtpTimeouts, smtpTransport } from './transport.ts';

/** A connected mail server. */
export type Email = {
  messenger: Messenger;
  /** Connects and signs in without sending. Returns the server's address; rejects with what to do. */
  check(): Promise<string>;
  close(): void;
};

/** Configures a mail server. Opens no connection before the first mail. */
export function connectEmail(
  settings: EmailSettings,
  { timeouts, pages }: { timeouts?: SmtpTimeouts; pages?: string } = {},
): Email {
  const transport = smtpTransport(settings, timeouts);
  const { host, port, login } = settings;
  return {
    messenger: emailMessenger(transport, settings.from, pages),
    close: transport.close,
    async check() {
      try {
        await transport.verify();
        return `${host}:${port} ${login ? 'takes the password' : 'answers'}, mail is from ${settings.from.address}`;
      } catch (error) {
        throw new Error(`${host}:${port} does not serve us: ${failureOf(error).why}. Check SMTP_URL.`);
      }
    },
  };
}
