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
 * Lets only the page itself act. A name that is not this machine's own is somebody else's page whose
 * name was pointed here (DNS rebinding); another origin is another page. Every browser says where a
 * page's request comes from, by one header or the other; what says neither is a program of this machine.
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
