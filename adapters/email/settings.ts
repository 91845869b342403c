/** The sender of all mail. */
export type Sender = { name: string; address: string };

/** The SMTP server that relays our mail. */
export type SmtpServer = {
  host: string;
  port: number;
  /** TLS from the first byte (`smtps`); otherwise STARTTLS where the server offers it. */
  secure: boolean;
  login?: { user: string; pass: string };
};

/** How mail is sent (RMD-6). */
export type EmailSettings = SmtpServer & { from: Sender };

/** Whether a text is one bare address, without characters that a header or a server could interpret. */
export const isMailbox = (text: string): boolean => mailbox.test(text);

const mailbox = /^[^\s<>@,;:"()[\]\\]+@[^\s<>@,;:"()[\]\\]+$/;

/** Parses `smtp://user:password@host:port` or `smtps://…`; undefined when invalid. */
export function readServer(text: string): SmtpServer | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(text);
  if (!/^smtps?:$/.test(protocol) || hostname === '' || !/^\/?$/.test(pathname + search + hash))
    return undefined;
  const [user, pass] = [username, password].map(decodePart);
  if (user === undefined || pass === undefined || (user === '') !== (pass === '')) return undefined;
  const secure = protocol === 'smtps:';
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    ...(user === '' ? {} : { login: { user, pass } }),
  };
}

function decodePart(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/** Parses `Milepost <milepost@example.com>` or a bare address; undefined when invalid. */
export function readSender(text: string): Sender | undefined {
  const [, name, inside] = /^([^<>\r\n]*)<([^<>]+)>$/.exec(text.trim()) ?? [];
  const sender = { name: name?.trim().replace(/^"(.*)"$/, '$1') ?? '', address: inside ?? text.trim() };
  return isMailbox(sender.address) ? sender : undefined;
}
