import { z } from 'zod';
import type { FetchResult, SharedFile } from '../../../src/ports/intent.ts';
import type { Log } from '../../../src/ports/log.ts';
import { download } from '../../shared/download.ts';
import { type Activity, isLoopback } from './schemas.ts';

/** A file sent in the direct chat. Source: Bot Framework, send and receive files. */
const fileSchema = z.object({
  contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
  name: z.string().nullish(),
  content: z.object({ downloadUrl: z.string() }),
});

/** Microsoft's file hosts: the activity's address could otherwise lead into our own network (SSRF). */
const hostSuffixes = [
  '.sharepoint.com',
  '.sharepoint-df.com',
  '.sharepoint.us',
  '.sharepoint.cn',
  '.onedrive.com',
  '.office.com',
  '.microsoft.com',
];

const expiredLinkHint = 'Its link has expired. Send the file again, or paste the text.';
const unknownHostHint = 'It is not in OneDrive or SharePoint. Paste the text instead.';

/** Returns the files of a message; Teams passes them to a bot in direct chats only. */
export function filesOf({ attachments, serviceUrl }: Activity, log: Log): SharedFile[] {
  return (attachments ?? []).flatMap((one) => {
    const file = fileSchema.safeParse(one).data;
    if (!file) return [];
    const fetch = (maxBytes: number) => fetchFile(file.content.downloadUrl, serviceUrl, maxBytes, log);
    return [{ name: file.name || 'The file', fetch }];
  });
}

/** The URL is pre-signed for one download, so no token is sent. */
async function fetchFile(url: string, serviceUrl: string, maxBytes: number, log: Log): Promise<FetchResult> {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (!address || !isTrustedAddress(address, new URL(serviceUrl))) {
    log.warn({ host: address?.host }, 'teams file refused: unknown host');
    return { is: 'withheld', next: unknownHostHint };
  }
  return download(address, maxBytes, { log, hint: expiredLinkHint });
}

/** On this machine the connector itself may serve files. */
function isTrustedAddress({ protocol, port, hostname, origin }: URL, service: URL): boolean {
  if (isLoopback(service.hostname) && origin === service.origin) return true;
  return protocol === 'https:' && port === '' && hostSuffixes.some((suffix) => hostname.endsWith(suffix));
}
