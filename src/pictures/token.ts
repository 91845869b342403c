import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { parse, stringify } from 'uuid';
import type { PictureViewer } from '../../db/queries/delivery/picture-viewers.ts';

/** What there are pictures of. The order is part of addresses that were given away. */
export const pictureKinds = ['timeline', 'burnup'] as const;
/** One of these. */
export type PictureKind = (typeof pictureKinds)[number];

/** A picture of a project, for those to whom it is shown. */
export type Picture = { workspaceId: string; projectId: string; kind: PictureKind; shownTo: PictureViewer };

/** Where a picture can be fetched; `svg` is what it shows now. */
export type PictureAddress = (of: Picture, svg: string) => string;

/** To whom a picture is shown, in one byte; the order is part of addresses that were given away. */
const audiences = ['team', 'customer', 'person'] as const;

/**
 * Bytes: workspace, project, room or person, kind, audience, last period, version, and the proof that
 * we made it.
 */
const [idLength, versionLength, proofLength] = [16, 8, 16];
const at = { kind: 3 * idLength, audience: 3 * idLength + 1, until: 3 * idLength + 2 } as const;
const saidLength = at.until + 2 + versionLength;

/**
 * An address works for 15 to 30 days. It changes with the period only, so that a picture that looks
 * the same keeps its address, and the platforms need not fetch it again.
 */
const periodMs = 15 * 24 * 3_600_000;
const periodOf = (epochMs: number) => Math.floor(epochMs / periodMs);

/** Names what a picture shows, so that each look of it has an address of its own. */
export const versionOf = (svg: string): Buffer =>
  createHash('sha256').update(svg).digest().subarray(0, versionLength);

/**
 * The unguessable name of a picture: whoever has it may see the picture for a while, and nobody can
 * make one without the secret. It names a tenant, so that no other tenant's data can be reached by it.
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
  return Buffer.concat([said, proofOf(secret, said)]).toString('base64url');
}

/** What a token names; undefined for one that was not made with the secret, or is too old. */
export function readPicture(secret: string, token: string, nowMs: number): Picture | undefined {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== saidLength + proofLength) return undefined;
  const said = bytes.subarray(0, saidLength);
  if (!timingSafeEqual(proofOf(secret, said), bytes.subarray(saidLength))) return undefined;
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

const proofOf = (secret: string, said: Buffer): Buffer =>
  createHmac('sha256', secret).update('picture\0').update(said).digest().subarray(0, proofLength);
