import { type Logger, LogLevel } from '@slack/bolt';
import type { FastifyBaseLogger } from 'fastify';

const tokenPattern = /xox[a-z]*[-.][\w.-]+|xapp-[\w-]+/g;

/** Hides Slack tokens in a text that goes to the log. */
export const maskTokens = (text: string): string => text.replaceAll(tokenPattern, 'xox*-masked');

/**
 * Bolt's and the Web client's log, written to ours with tokens masked. Their debug lines hold
 * bodies of requests, so that they are never written. Their errors reach us as values and are
 * logged once where they are handled; here they are only a debug line.
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
