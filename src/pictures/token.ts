import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { parse, stringify } from 'uuid';

/** What there are pictures of. The order is part of addresses that were given away. */
export const pictureKinds = ['timeline', 'burnup'] as const;
/** One of these. */
export type PictureKind = (typeof pictureKinds)[number];

/** A picture of a project. */
export type Picture = { workspaceId: string; projectId: string; kind: PictureKind };

/** Where a picture can be fetched; `svg` is what it shows now. */
export type PictureAddress = (of: Picture, svg: string) => string;

/** Bytes: workspace, project, kind, version, and the proof that we made it. */
const [idLength, versionLength, proofLength] = [16, 8, 16];
const saidLength = 2 * idLength + 1 + versionLength;

/** Names what a picture shows, so that each look of it has an address of its own. */
export const versionOf = (svg: string): Buffer =>
  createHash('sha256').update(svg).digest().subarray(0, versionLength);

/**
 * The unguessable name of a picture: whoever has it may see the picture, and nobody can make one
 * without the secret. It names a tenant, so that no other tenant's data can be reached by it.
 */
export function signPicture(
  secret: string,
  { workspaceId, projectId, kind }: Picture,
  version: Buffer,
): string {
  const said = Buffer.concat([
    parse(workspaceId),
    parse(projectId),
    Buffer.of(pictureKinds.indexOf(kind)),
    version,
  ]);
  return Buffer.concat([said, proofOf(secret, said)]).toString('base64url');
}

/** What a token names; undefined for one that was not made with the secret. */
export function readPicture(secret: string, token: string): Picture | undefined {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== saidLength + proofLength) return undefined;
  const said = bytes.subarray(0, saidLength);
  if (!timingSafeEqual(proofOf(secret, said), bytes.subarray(saidLength))) return undefined;
  const kind = pictureKinds[said[2 * idLength] ?? -1];
  if (!kind) return undefined;
  return {
    workspaceId: stringify(said, 0),
    projectId: stringify(said, idLength),
    kind,
  };
}

const proofOf = (secret: string, said: Buffer): Buffer =>
  createHmac('sha256', secret).update('picture\0').update(said).digest().subarray(0, proofLength);
