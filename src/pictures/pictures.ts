import { createHash } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import { burnUpPicture } from '../../cards/pictures/burn-up.ts';
import { timelinePicture } from '../../cards/pictures/timeline.ts';
import type { Database, Tx } from '../../db/database.ts';
import { maySee } from '../../db/queries/delivery/picture-viewers.ts';
import { loadPast } from '../../db/queries/plan/past.ts';
import { loadHealth } from '../../db/queries/project/project-facts.ts';
import { enterWorkspace } from '../../db/tenant.ts';
import { burnUpOf } from '../domain/plan/burn-up.ts';
import { todayIn } from '../domain/time/dates.ts';
import { pngOf } from './png.ts';
import { type PictureAddress, type PictureKind, readPicture, signPicture, versionOf } from './token.ts';

/** A current picture. */
export type Drawn = { etag: string; png(): Promise<Buffer> };

/** The pictures of one installation, at public addresses. */
export type Pictures = {
  address: PictureAddress;
  /**
   * Draws the picture of a token; undefined when the token is invalid or expired, or the project, its link
   * to the room or the person's role is gone.
   */
  draw(token: string): Promise<Drawn | undefined>;
};

/** What pictures need. `publicUrl` is the host's public address. */
export type PictureParts = { db: Database; secret: string; publicUrl: string; now: () => Temporal.Instant };

/** Creates the pictures of an installation. */
export function createPictures({ db, secret, publicUrl, now }: PictureParts): Pictures {
  const base = `${publicUrl.replace(/\/+$/, '')}/pictures`;
  return {
    address: (of, svg) => `${base}/${signPicture(secret, of, versionOf(svg), now().epochMilliseconds)}.png`,
    async draw(token) {
      const of = readPicture(secret, token, now().epochMilliseconds);
      if (!of) return undefined;
      const svg = await db.transaction(async (tx) => {
        await enterWorkspace(tx, of.workspaceId);
        if (!(await maySee(tx, of.projectId, of.shownTo))) return undefined;
        return drawings[of.kind](tx, of.projectId, now().toString());
      });
      if (svg === undefined) return undefined;
      const etag = `"${createHash('sha256').update(svg).digest('base64url').slice(0, 22)}"`;
      return { etag, png: () => pngOf(svg) };
    },
  };
}

type Draw = (tx: Tx, projectId: string, now: string) => Promise<string | undefined>;

const drawings: Record<PictureKind, Draw> = {
  async timeline(tx, projectId, now) {
    const facts = await loadHealth(tx, projectId);
    return facts && timelinePicture(facts, todayIn(now, facts.project.zone));
  },
  async burnup(tx, projectId, now) {
    const past = await loadPast(tx, projectId);
    if (!past) return undefined;
    const today = todayIn(now, past.project.zone);
    return burnUpPicture(past.project, burnUpOf(past, today), today);
  },
};
