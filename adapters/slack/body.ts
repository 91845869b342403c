/** A request of Slack, decoded: command fields, an interactive payload, or an event envelope. */
export type SlackBody = Record<string, unknown>;

/**
 * Decodes a request by the beginning of its content type, because Slack and proxies add a charset.
 * Undefined when it is neither a form nor JSON of an object.
 */
export function decodeBody(contentType: string, raw: Buffer): SlackBody | undefined {
  const type = contentType.trim().toLowerCase();
  const text = raw.toString('utf8');
  if (type.startsWith('application/json')) return object(text);
  if (!type.startsWith('application/x-www-form-urlencoded')) return undefined;
  const form = new URLSearchParams(text);
  const payload = form.get('payload');
  if (payload !== null) return object(payload);
  const fields = Object.fromEntries(form);
  return 'command' in fields || 'ssl_check' in fields ? fields : undefined;
}

/** Whether Slack only checks the certificate; it does not sign this one. */
export function isCertificateCheck(body: SlackBody | undefined): boolean {
  return body?.ssl_check === '1' && body.command === undefined;
}

function object(json: string): SlackBody | undefined {
  try {
    const read: unknown = JSON.parse(json);
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? (read as SlackBody)
      : undefined;
  } catch {
    return undefined;
  }
}
