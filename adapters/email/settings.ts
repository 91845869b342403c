/** Whom a mail is from. */
export type Sender = { name: string; address: string };

/** The server that takes mail from us. */
export type SmtpServer = {
  host: string;
  port: number;
  /** TLS from the first byte (`smtps`); else the connection changes to it where the server can. */
  secure: boolean;
  login?: { user: string; pass: string };
};

/** How mail is sent (RMD-6). */
export type EmailSettings = SmtpServer & { from: Sender };

/** Whether a text is one bare address, and nothing that a header or a server could read as more. */
export const isMailbox = (text: string): boolean => mailbox.test(text);

const mailbox = /^[^\s<>@,;:"()[\]\\]+@[^\s<>@,;:"()[\]\\]+$/;

/** Reads `smtp://user:password@host:port` or `smtps://…`; undefined when it is none. */
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

/** Reads `Milepost <milepost@example.com>` or the address alone; undefined when it is neither. */
export function readSender(text: string): Sender | undefined {
  const [, name, inside] = /^([^<>\r\n]*)<([^<>]+)>$/.exec(text.trim()) ?? [];
  const sender = { name: name?.trim().replace(/^"(.*)"$/, '$1') ?? '', address: inside ?? text.trim() };
  return isMailbox(sender.address) ? sender : undefined;
}
