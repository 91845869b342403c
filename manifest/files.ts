import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { json } from './json.ts';
import type { Deployment } from './listing.ts';
import type { Commands } from './menu.ts';
import { slackManifest } from './slack.ts';
import { teamsManifest } from './teams.ts';
import { zip } from './zip.ts';

/** Files to write: contents by path, below a folder. */
export type Files = ReadonlyMap<string, Buffer>;

/** Replaced by each deployment's own address and application id. */
const placeholder = {
  publicUrl: 'https://milepost.example.com',
  appId: '00000000-0000-4000-8000-6d696c65706f',
};

/** Returns the generated files under `manifest/`, with placeholders. */
export function templates(commands: Commands, version: string): Files {
  return new Map([
    ['slack.json', jsonFile(slackManifest(commands, placeholder))],
    ['teams/manifest.json', jsonFile(teamsManifest(commands, { ...placeholder, version }))],
  ]);
}

/** Returns what one deployment uploads: Slack's manifest, and Teams' package if it has an application id. */
export function uploads(
  commands: Commands,
  { appId, ...of }: Omit<Deployment, 'appId'> & { appId?: string },
): Files {
  return new Map([
    ['slack.json', jsonFile(slackManifest(commands, of))],
    ...(appId === undefined ? [] : [['teams.zip', zip(teamsFiles(commands, { ...of, appId }))] as const]),
  ]);
}

/** Teams expects all three files at the root of the package. */
function teamsFiles(commands: Commands, of: Deployment): Files {
  return new Map([
    ['manifest.json', jsonFile(teamsManifest(commands, of))],
    ...['color.png', 'outline.png'].map((name) => [name, icon(name)] as const),
  ]);
}

const jsonFile = (value: unknown) => Buffer.from(json(value));

/** An icon, drawn from the SVG file beside it. */
const icon = (name: string) => readFileSync(join(import.meta.dirname, 'teams', name));
