import { createHash } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import { burnUpPicture } from '../../cards/pictures/burn-up.ts';
import { cashPicture } from '../../cards/pictures/cash.ts';
import { kpiPicture } from '../../cards/pictures/kpi.ts';
import { timelinePicture } from '../../cards/pictures/timeline.ts';
import type { Database, Tx } from '../../db/database.ts';
import { maySee } from '../../db/queries/delivery/picture-viewers.ts';
import { loadKpiRecords, loadPricedProjects } from '../../db/queries/health/kpi.ts';
import { loadLedger } from '../../db/queries/money/ledger.ts';
import { roleIn } from '../../db/queries/people/role-in.ts';
import { loadPast } from '../../db/queries/plan/past.ts';
import { loadHealth, loadProject } from '../../db/queries/project/project-facts.ts';
import { enterWorkspace } from '../../db/tenant.ts';
import { withheld } from '../domain/customer/withhold.ts';
import { kpisOf } from '../domain/health/kpi.ts';
import { cashOf } from '../domain/money/project-budget.ts';
import { burnUpOf } from '../domain/plan/burn-up.ts';
import { seesCosts } from '../domain/project/access.ts';
import { todayIn } from '../domain/time/dates.ts';
import { pngOf } from './png.ts';
import {
  type Picture,
  type PictureAddress,
  type PictureKind,
  readPicture,
  signPicture,
  versionOf,
} from './token.ts';

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
        return drawings[of.kind](tx, of, now().toString());
      });
      if (svg === undefined) return undefined;
      const etag = `"${createHash('sha256').update(svg).digest('base64url').slice(0, 22)}"`;
      return { etag, png: () => pngOf(svg) };
    },
  };
}

/** Whether a customer sees the picture, who may not know all (`withheld`). */
const isForCustomer = async (tx: Tx, { projectId, shownTo }: Picture): Promise<boolean> =>
  shownTo.is === 'room'
    ? shownTo.audience === 'customer'
    : (await roleIn(tx, projectId, shownTo.id)) === 'client';

type Draw = (tx: Tx, of: Picture, now: string) => Promise<string | undefined>;

const drawings: Record<PictureKind, Draw> = {
  async timeline(tx, of, now) {
    const loaded = await loadHealth(tx, of.projectId);
    const facts = loaded && (await isForCustomer(tx, of)) ? withheld(loaded) : loaded;
    return facts && timelinePicture(facts, todayIn(now, facts.project.zone));
  },
  async burnup(tx, { projectId }, now) {
    const past = await loadPast(tx, projectId);
    if (!past) return undefined;
    const today = todayIn(now, past.project.zone);
    return burnUpPicture(past.project, burnUpOf(past, today), today);
  },
  async cash(tx, { projectId }, now) {
    const facts = await loadLedger(tx, projectId);
    const currency = facts?.project.currency;
    if (!currency || facts.project.price === null) return undefined;
    const today = todayIn(now, facts.project.zone);
    return cashPicture(facts.project, { ...cashOf(facts, today), currency }, today);
  },
  kpi: (tx, { projectId }, now) => drawKpis(tx, { projectId, seesCosts: false }, now),
  async kpi_profit(tx, { projectId, shownTo }, now) {
    // a room is read by people who must not see profit
    if (shownTo.is !== 'person') return undefined;
    const role = await roleIn(tx, projectId, shownTo.id);
    if (!role || !seesCosts({ role, room: undefined })) return undefined;
    return drawKpis(tx, { projectId, seesCosts: true }, now);
  },
};

async function drawKpis(tx: Tx, scope: { projectId: string; seesCosts: boolean }, now: string) {
  const facts = await loadProject(tx, scope.projectId);
  if (!facts) return undefined;
  const { project } = facts;
  const today = todayIn(now, project.zone);
  const records = await loadKpiRecords(tx, scope, wholeTime);
  const priced = await loadPricedProjects(tx, scope);
  return kpiPicture(project, kpisOf({ ...records, priced }, wholeTime, today));
}

const wholeTime = { from: null, to: null };
