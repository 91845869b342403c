/** The result of a download. */
export type DownloadResult =
  | { is: 'fetched'; bytes: Uint8Array }
  | { is: 'too_large' }
  | { is: 'gone' }
  /** A web page, a redirect, or a refusal instead of the file. */
  | { is: 'turned_away'; why: string }
  | { is: 'failed'; why: string };

/** Slack wants an answer within three seconds, and the file must also be processed. */
const timeoutMs = 1_500;

/**
 * Downloads at most `maxBytes` within 1.5 seconds. Never throws. Follows no redirect: it could lead into
 * our own network, or take the headers along.
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

/** The size in a header may be wrong, so the bytes are counted. */
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
