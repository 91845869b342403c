import { keepable, readJson } from '../json.ts';

/** A request as it was encoded: its fields may be anything yet. */
type Decoded = Record<string, unknown>;

/**
 * Decodes a request by the beginning of its content type, because Slack and proxies add a charset.
 * Undefined when it is neither a form, each of its fields once, nor JSON of an object.
 */
export function decodeBody(contentType: string, raw: Buffer): Decoded | undefined {
  const type = contentType.trim().toLowerCase();
  const text = raw.toString('utf8');
  if (type.startsWith('application/json')) return object(text);
  if (!type.startsWith('application/x-www-form-urlencoded')) return undefined;
  const form = new URLSearchParams(text);
  if (new Set(form.keys()).size < form.size) return undefined;
  const payload = form.get('payload');
  if (payload !== null) return object(payload);
  const fields = Object.fromEntries([...form].map(([name, value]) => [name, keepable(value)]));
  return 'command' in fields || 'ssl_check' in fields ? fields : undefined;
}

/** Whether Slack only checks the certificate; it does not sign this one. */
export function isCertificateCheck(body: Decoded | undefined): boolean {
  return body?.ssl_check === '1' && body.command === undefined;
}

function object(json: string): Decoded | undefined {
  const read = readJson(json);
  return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Decoded) : undefined;
}
