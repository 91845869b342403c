import { colorIcon, outlineIcon } from './icons.ts';
import { json } from './json.ts';
import type { Deployment } from './listing.ts';
import type { Commands } from './menu.ts';
import { encodePng } from './png.ts';
import { slackManifest } from './slack.ts';
import { teamsManifest } from './teams.ts';
import { zip } from './zip.ts';

/** Files to write: contents by path, below a folder. */
export type Files = ReadonlyMap<string, Buffer>;

/** Stands where a deployment fills in its own: an address that nobody has, an id that nobody was given. */
const placeholder = {
  publicUrl: 'https://milepost.example.com',
  appId: '00000000-0000-4000-8000-6d696c65706f',
};

/** The files under `manifest/`, with placeholders. */
export function templates(commands: Commands, version: string): Files {
  const teams = [...teamsFiles(commands, { ...placeholder, version })];
  return new Map([
    ['slack.json', Buffer.from(json(slackManifest(commands, placeholder)))],
    ...teams.map(([name, data]): [string, Buffer] => [`teams/${name}`, data]),
  ]);
}

/** What one deployment uploads: Slack's manifest, and Teams' package where it has an application id. */
export function uploads(
  commands: Commands,
  { appId, ...of }: Omit<Deployment, 'appId'> & { appId?: string },
): Files {
  return new Map([
    ['slack.json', Buffer.from(json(slackManifest(commands, of)))],
    ...(appId === undefined ? [] : [['teams.zip', zip(teamsFiles(commands, { ...of, appId }))] as const]),
  ]);
}

/** Everything in a Teams package; Teams looks for all three at the root. */
function teamsFiles(commands: Commands, of: Deployment): Files {
  return new Map([
    ['manifest.json', Buffer.from(json(teamsManifest(commands, of)))],
    ['color.png', encodePng(colorIcon())],
    ['outline.png', encodePng(outlineIcon())],
  ]);
}
