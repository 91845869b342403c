import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { registry } from '../src/commands/registry.ts';
import { type Files, templates, uploads } from './files.ts';
import { type Asked, readOptions, UsageError } from './options.ts';

const usage = `Usage:
  npm run manifest
      writes the templates in manifest/ again, after a change of the commands
  npm run manifest -- --public-url https://bot.example.com [--app-id GUID]
                      [--privacy-url URL] [--terms-url URL] [--out .data/manifest]
      writes what you upload: slack.json, and teams.zip when the bot's application id is given`;

const { version } = packageJson;

async function write(folder: string, files: Files): Promise<void> {
  for (const [name, data] of files) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, data);
    console.log(path);
  }
}

async function generate(asked: Asked): Promise<void> {
  switch (asked.is) {
    case 'templates':
      return write(relative('', import.meta.dirname), templates(registry, version));
    case 'uploads': {
      await write(asked.out, uploads(registry, { ...asked, version }));
      if (asked.appId && !(asked.privacyUrl && asked.termsUrl)) {
        console.log(
          `teams.zip names ${asked.publicUrl}/privacy and /terms: serve your pages there, or give --privacy-url and --terms-url.`,
        );
      }
      return;
    }
    default:
      return asked satisfies never;
  }
}

try {
  await generate(readOptions(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}
