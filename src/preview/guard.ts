import { isIPv4 } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';

const isLoopback = (name: string) =>
  name === 'localhost' || name === '[::1]' || (isIPv4(name) && name.startsWith('127.'));

function hostname(host: string | undefined): string {
  try {
    return new URL(`http://${host}`).hostname;
  } catch {
    return '';
  }
}

/**
 * Accepts requests of the preview's own page only. A host other than this machine is DNS rebinding; another
 * origin is another page. Browsers send `origin` or `sec-fetch-site`; a request without either comes from a
 * program on this machine.
 */
export async function guard(
  { method, headers }: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const { host, origin } = headers;
  if (!isLoopback(hostname(host))) return refuse(reply, 'The preview answers at localhost only.');
  if (method === 'GET' || method === 'HEAD') return undefined;
  const site = headers['sec-fetch-site'] ?? 'same-origin';
  if ((origin ?? `http://${host}`) === `http://${host}` && site === 'same-origin') return undefined;
  return refuse(reply, 'Only the preview’s own page may do this.');
}

const refuse = (reply: FastifyReply, error: string) => reply.code(403).send({ ok: false, error });
