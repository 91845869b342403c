import { type Logger, LogLevel } from '@slack/bolt';
import type { FastifyBaseLogger } from 'fastify';

const tokenPattern = /xox[a-z]*[-.][\w.-]+|xapp-[\w-]+/g;

/** Masks Slack tokens in a text for the log. */
export const maskTokens = (text: string): string => text.replaceAll(tokenPattern, 'xox*-masked');

/**
 * Returns a logger for Bolt and the Web client that masks tokens. Their debug lines contain request bodies
 * and are dropped. Their errors are logged where we handle them, so here they are debug lines.
 */
export function boltLogger(log: FastifyBaseLogger): Logger {
  const line = (parts: unknown[]) => maskTokens(parts.map(words).join(' '));
  return {
    debug: () => {},
    info: (...parts: unknown[]) => log.debug(line(parts)),
    warn: (...parts: unknown[]) => log.debug(line(parts)),
    error: (...parts: unknown[]) => log.debug(line(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}

function words(part: unknown): string {
  if (part instanceof Error) return part.message;
  return typeof part === 'string' ? part : (JSON.stringify(part) ?? String(part));
}
