import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';

/** A bundled file in memory. */
export type Bundled = { body: Uint8Array; type: string; etag: string };

/** The page's script and style, by their names. */
export type Bundle = Record<'page.js' | 'page.css', Bundled>;

const page = join(import.meta.dirname, 'page');

const options: BuildOptions & { write: false } = {
  entryPoints: [
    { in: join(page, 'main.tsx'), out: 'page' },
    { in: join(page, 'page.css'), out: 'page' },
  ],
  outdir: page,
  write: false,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'silent',
};

/**
 * Bundles the page in memory.
 *
 * @throws with the bundler's first error in one line.
 */
export async function bundlePage(): Promise<Bundle> {
  const { build, stop } = await import('esbuild');
  const { outputFiles } = await build(options).catch((error: Error) => {
    const [, first = error.message] = error.message.split('\n');
    throw new Error(`The preview’s page cannot be bundled: ${first}`);
  });
  // ends the bundler's process
  await stop();
  const named = (end: '.js' | '.css', type: string): Bundled => {
    const body = outputFiles.find(({ path }) => path.endsWith(`page${end}`))?.contents ?? new Uint8Array();
    return { body, type, etag: `"${createHash('sha256').update(body).digest('base64url')}"` };
  };
  return { 'page.js': named('.js', 'text/javascript'), 'page.css': named('.css', 'text/css') };
}
