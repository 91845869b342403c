import { readJson, storable } from '../../shared/json.ts';

/** A decoded request whose fields are not checked yet. */
type Decoded = Record<string, unknown>;

/**
 * Decodes a request by the start of its content type, because Slack and proxies add a charset. Undefined
 * when it is neither a form with unique fields nor a JSON object.
 */
export function decodeBody(contentType: string, raw: Buffer): Decoded | undefined {
  const type = contentType.trim().toLowerCase();
  const text = raw.toString('utf8');
  if (type.startsWith('application/json')) return object(text);
  if (!type.startsWith('application/x-www-form-urlencoded')) return undefined;
  const form = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (form.has(name)) return undefined;
    form.set(name, storable(value));
  }
  const payload = form.get('payload');
  if (payload !== undefined) return object(payload);
  return form.has('command') || form.has('ssl_check') ? Object.fromEntries(form) : undefined;
}

/** Whether Slack only checks the certificate; such a request is not signed. */
export function isCertificateCheck(body: Decoded | undefined): boolean {
  return body?.ssl_check === '1' && body.command === undefined;
}

function object(json: string): Decoded | undefined {
  const read = readJson(json);
  return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Decoded) : undefined;
}
