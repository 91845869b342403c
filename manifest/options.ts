import { parseArgs } from 'node:util';
import { z } from 'zod';

/** An invalid command line; the message says what to change. */
export class UsageError extends Error {
  override name = 'UsageError';
}

const page = (name: string) =>
  z.url({ protocol: /^https$/, error: `--${name} must be an address such as https://bot.example.com` });

/** Paths are appended, so it has no query, no fragment and no final slash. */
const base = (name: string) =>
  page(name)
    .refine((url) => !/[?#@]/.test(url), `--${name} must be a plain address, without ?, # or @`)
    .transform((url) => new URL(url).href.replace(/\/+$/, ''));

const options = z.object({
  'public-url': base('public-url').optional(),
  'app-id': z
    .guid('--app-id must be the application id of the bot, such as 1c9a…-…: a GUID')
    .toLowerCase()
    .optional(),
  'privacy-url': page('privacy-url').optional(),
  'terms-url': page('terms-url').optional(),
  out: z.string().min(1, '--out must name a folder').default('.data/manifest'),
});

/** The request: the templates of this repository, or the uploads of one deployment. */
export type Asked =
  | { is: 'templates' }
  | { is: 'uploads'; out: string; publicUrl: string; appId?: string; privacyUrl?: string; termsUrl?: string };

/**
 * Parses the arguments of `npm run manifest --`.
 *
 * @throws UsageError that says what is wrong.
 */
export function readOptions(words: readonly string[]): Asked {
  if (words.length === 0) return { is: 'templates' };
  const read = options.safeParse(parsed(words));
  if (!read.success) throw new UsageError(`${read.error.issues[0]?.message}.`);
  const {
    out,
    'public-url': publicUrl,
    'app-id': appId,
    'privacy-url': privacyUrl,
    'terms-url': termsUrl,
  } = read.data;
  if (publicUrl === undefined)
    throw new UsageError('--public-url is missing: where Slack and Teams reach Milepost.');
  return {
    is: 'uploads',
    out,
    publicUrl,
    ...(appId ? { appId } : {}),
    ...(privacyUrl ? { privacyUrl } : {}),
    ...(termsUrl ? { termsUrl } : {}),
  };
}

function parsed(words: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...words],
      options: { 'public-url': text, 'app-id': text, 'privacy-url': text, 'terms-url': text, out: text },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
