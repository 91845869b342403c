import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SlackWorld } from '../../src/preview/slack/world.ts';
import { TeamsRooms } from '../../src/preview/teams/rooms.ts';
import { type Kept, readKept, worldStore } from '../../src/preview/world-store.ts';

const home = mkdtempSync(join(tmpdir(), 'milepost-store-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const world = new SlackWorld(Date.now);
const rooms = new TeamsRooms();
const kept = (): Kept => ({
  version: 1,
  aheadMs: 0,
  sampled: 0,
  teamsPort: 20_000,
  slack: world.writings(),
  teams: rooms.writings(),
});

describe('what the far ends know', () => {
  it('is on the disk as soon as a save resolves, however many come together', async () => {
    const store = worldStore(home, kept);
    for (let round = 0; round < 20; round += 1) {
      const saves = Array.from({ length: 5 }, (_, nth) => {
        world.posts.push({ ts: `${round}.${nth}`, channel: 'C', user: 'U', text: 'x', blocks: [], edits: 0 });
        const posts = world.posts.length;
        return store
          .save()
          .then(() => expect(readKept(home)?.slack.posts.length).toBeGreaterThanOrEqual(posts));
      });
      await Promise.all(saves);
    }
    expect(readdirSync(home)).toEqual(['preview.json']);
  });

  it('is taken up by another world as it was, and goes on from there', () => {
    const message = rooms.post('room', { type: 'message', text: 'hello' }, {});
    rooms.show(message, '29:mo', { type: 'AdaptiveCard' });
    const again = JSON.parse(JSON.stringify(kept())) as Kept;
    const [second, tenant] = [new SlackWorld(Date.now), new TeamsRooms(() => 0)];
    second.restore(again.slack);
    tenant.restore(again.teams);
    expect([second.writings(), tenant.writings()]).toEqual([world.writings(), rooms.writings()]);
    expect(Number(tenant.nextId())).toBeGreaterThan(Number(message.id));
    expect(tenant.viewsOf(message)).toEqual({ '29:mo': { type: 'AdaptiveCard' } });
  });

  it('is not written when it is the same as before', async () => {
    const store = worldStore(home, kept);
    await store.save();
    const path = join(home, 'preview.json');
    const text = readFileSync(path, 'utf8');
    rmSync(path);
    await store.save();
    expect(readKept(home)).toBeUndefined();
    world.posts.pop();
    await store.save();
    expect(readFileSync(path, 'utf8')).not.toBe(text);
  });
});
