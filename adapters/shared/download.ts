import type { FetchResult } from '../../src/ports/intent.ts';
import type { Log } from '../../src/ports/log.ts';

/** `hint`: the person's next step after a web page, a redirect or a refusal instead of the file. */
type Download = { log: Log; hint: string; headers?: Record<string, string> };

/** Slack wants an answer within three seconds, and the file must also be processed. */
const timeoutMs = 1_500;

/**
 * Downloads at most `maxBytes` within 1.5 seconds. Never throws. Follows no redirect: it could lead into
 * our own network, or take the headers along.
 */
export async function download(
  address: URL,
  maxBytes: number,
  { log, hint, headers = {} }: Download,
): Promise<FetchResult> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await fetch(address, { headers, redirect: 'manual', signal });
    const { status } = answer;
    if (answer.ok && !isPage(answer)) return await readBody(answer, maxBytes);
    await answer.body?.cancel();
    if (status === 404 || status === 410) return { is: 'gone' };
    const isRefused = answer.ok || (status >= 300 && status < 400) || status === 401 || status === 403;
    log.warn({ host: address.host, status, ...(isRefused ? { hint } : {}) }, 'file download failed');
    return isRefused ? { is: 'withheld', next: hint } : { is: 'unreachable' };
  } catch (error) {
    const { name = '', cause } = error instanceof Error ? error : {};
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : name;
    log.warn({ host: address.host, why: code }, 'file download failed');
    return { is: 'unreachable' };
  }
}

const isPage = ({ headers }: Response) => /^text\/html\b/i.test(headers.get('content-type') ?? '');

/** The size in a header may be wrong, so the bytes are counted. */
async function readBody({ body, headers }: Response, maxBytes: number): Promise<FetchResult> {
  if (Number(headers.get('content-length')) > maxBytes) {
    await body?.cancel();
    return { is: 'too_large' };
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > maxBytes) return { is: 'too_large' };
    chunks.push(chunk);
  }
  return { is: 'fetched', bytes: Buffer.concat(chunks) };
}
