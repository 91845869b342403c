import type { FastifyBaseLogger } from 'fastify';
import { z } from 'zod';
import type { FetchResult, SharedFile } from '../../../src/ports/intent.ts';
import { download } from '../../shared/download.ts';

/**
 * The fields that we read; foreign files may come with their id alone. Source: docs.slack.dev, file object.
 */
const fileSchema = z.object({
  name: z.string().nullish(),
  size: z.number().nullish(),
  url_private_download: z.string().nullish(),
});
type SlackFile = z.infer<typeof fileSchema>;

/** Returns the files of a payload, to be fetched with its installation's token. */
export type SlackFiles = (files: unknown, token: string) => SharedFile[];

/** The only origin, besides `apiUrl`, that ever receives a token. */
const filesOrigin = 'https://files.slack.com';

const missingScopeHint =
  'The permission files:read is missing: ask an admin of the workspace to install Milepost again, or paste the text.';
const unknownHostHint = 'Milepost may not fetch it from there. Paste the text instead.';

/** Reads file objects. `apiUrl` is for tests and proxies, whose origin also serves files. */
export function slackFiles(apiUrl: string | undefined, log: FastifyBaseLogger): SlackFiles {
  const origins = new Set([filesOrigin, ...(apiUrl === undefined ? [] : [new URL(apiUrl).origin])]);
  return (files, token) =>
    (Array.isArray(files) ? files : []).map((one) => {
      const file = fileSchema.safeParse(one).data ?? {};
      return {
        name: file.name || 'The file',
        fetch: (maxBytes) => fetchFile(file, maxBytes, { origins, token, log }),
      };
    });
}

type FetchOptions = { origins: Set<string>; token: string; log: FastifyBaseLogger };

async function fetchFile(
  file: SlackFile,
  maxBytes: number,
  { origins, token, log }: FetchOptions,
): Promise<FetchResult> {
  const url = file.url_private_download ?? '';
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (!address || !origins.has(address.origin)) {
    log.warn({ host: address?.host }, 'slack file refused: unknown host');
    return { is: 'withheld', next: unknownHostHint };
  }
  if ((file.size ?? 0) > maxBytes) return { is: 'too_large' };
  // without the scope, Slack serves its sign-in page
  const hint = missingScopeHint;
  return download(address, maxBytes, { log, hint, headers: { authorization: `Bearer ${token}` } });
}
