import { createHash } from 'node:crypto';
import { parse, stringify } from 'uuid';
import type { PictureViewer } from '../../db/queries/delivery/picture-viewers.ts';
import { readSigned, sign } from '../signed.ts';

/**
 * The kinds of pictures; `kpi_profit` are the figures with the profit, for a person who may see it. Their order is part
 * of published addresses.
 */
const pictureKinds = ['timeline', 'burnup', 'cash', 'kpi', 'kpi_profit'] as const;
/** A kind of picture. */
export type PictureKind = (typeof pictureKinds)[number];

/** A picture of a project, and its audience. */
export type Picture = { workspaceId: string; projectId: string; kind: PictureKind; shownTo: PictureViewer };

/** Returns the address of a picture; `svg` is its current content. */
export type PictureAddress = (of: Picture, svg: string) => string;

/** Audiences, stored in one byte. Their order is part of published addresses. */
const audiences = ['team', 'customer', 'person'] as const;

/** Bytes: workspace, project, room or person, kind, audience, last period, version, and our signature. */
const [idLength, versionLength] = [16, 8];
const at = { kind: 3 * idLength, audience: 3 * idLength + 1, until: 3 * idLength + 2 } as const;
const saidLength = at.until + 2 + versionLength;

/**
 * An address works for 15 to 30 days. It changes with the period only, so that a picture that looks
 * the same keeps its address, and the platforms need not fetch it again.
 */
const periodMs = 15 * 24 * 3_600_000;
const periodOf = (epochMs: number) => Math.floor(epochMs / periodMs);

/** Returns a hash of a picture's content, so that each version has its own address. */
export const versionOf = (svg: string): Buffer =>
  createHash('sha256').update(svg).digest().subarray(0, versionLength);

/**
 * Returns the token of a picture. Whoever has it may see the picture until it expires; it cannot be forged
 * without the secret, and it names one tenant only.
 */
export function signPicture(
  secret: string,
  { workspaceId, projectId, kind, shownTo }: Picture,
  version: Buffer,
  nowMs: number,
): string {
  const until = Buffer.alloc(2);
  until.writeUInt16BE(periodOf(nowMs) + 1);
  const audience = shownTo.is === 'room' ? shownTo.audience : 'person';
  const said = Buffer.concat([
    parse(workspaceId),
    parse(projectId),
    parse(shownTo.id),
    Buffer.of(pictureKinds.indexOf(kind), audiences.indexOf(audience)),
    until,
    version,
  ]);
  return sign(secret, 'picture', said);
}

/** Reads a token; undefined when it is forged or expired. */
export function readPicture(secret: string, token: string, nowMs: number): Picture | undefined {
  const said = readSigned(secret, 'picture', token);
  if (said?.length !== saidLength) return undefined;
  const [kind, audience] = [pictureKinds[said[at.kind] ?? -1], audiences[said[at.audience] ?? -1]];
  if (!kind || !audience || said.readUInt16BE(at.until) < periodOf(nowMs)) return undefined;
  const id = stringify(said, 2 * idLength);
  return {
    workspaceId: stringify(said, 0),
    projectId: stringify(said, idLength),
    kind,
    shownTo: audience === 'person' ? { is: 'person', id } : { is: 'room', id, audience },
  };
}
