/** What came of a download. */
export type DownloadResult =
  | { is: 'fetched'; bytes: Uint8Array }
  | { is: 'too_large' }
  | { is: 'gone' }
  /** A page for people to read or to sign in at, a way to somewhere else, or a plain no. */
  | { is: 'turned_away'; why: string }
  | { is: 'failed'; why: string };

/** Slack wants an answer within three seconds, and there is more to do than to fetch. */
const timeoutMs = 1_500;

/**
 * Gets a file of at most `most` bytes, within a second and a half. Goes nowhere else: a redirect
 * could lead into our own network, or take the headers along. Never throws.
 */
export async function download(
  address: URL,
  maxBytes: number,
  headers: Record<string, string> = {},
): Promise<DownloadResult> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await fetch(address, { headers, redirect: 'manual', signal });
    const refused = failureOf(answer, maxBytes);
    if (!refused) return await readBody(answer, maxBytes);
    await answer.body?.cancel();
    return refused;
  } catch (error) {
    const { name = '', cause } = error instanceof Error ? error : {};
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : name;
    return { is: 'failed', why: code === 'TimeoutError' ? 'timeout' : code };
  }
}

function failureOf({ status, ok, headers }: Response, most: number): DownloadResult | undefined {
  if (status === 404 || status === 410) return { is: 'gone' };
  if ((status >= 300 && status < 400) || status === 401 || status === 403)
    return { is: 'turned_away', why: `HTTP ${status}` };
  if (!ok) return { is: 'failed', why: `HTTP ${status}` };
  if (/^text\/html\b/i.test(headers.get('content-type') ?? ''))
    return { is: 'turned_away', why: 'a page instead of the file' };
  return Number(headers.get('content-length')) > most ? { is: 'too_large' } : undefined;
}

/** What a header says of the size need not be true. */
async function readBody({ body }: Response, most: number): Promise<DownloadResult> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > most) return { is: 'too_large' };
    chunks.push(chunk);
  }
  return { is: 'fetched', bytes: Buffer.concat(chunks) };
}
