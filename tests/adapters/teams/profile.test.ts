import { afterEach, describe, expect, it } from 'vitest';
import type { Actor, RoomAddress } from '../../../src/ports/intent.ts';
import type { TeamsPerson } from '../../../src/preview/teams/rooms.ts';
import { type RunningTeams, startTeams } from '../../support/platforms/teams.ts';

let running: RunningTeams;
afterEach(() => running.stop());

const actor = (): Actor => ({
  platform: 'teams',
  tenant: running.end.tenant,
  user: '29:carl',
  name: 'Carl',
  zone: 'Europe/Vienna',
});
const room = (): RoomAddress => ({
  platform: 'teams',
  tenant: running.end.tenant,
  channel: running.rooms.channel.id,
  kind: 'channel',
  reach: { serviceUrl: running.end.serviceUrl, botId: running.end.bot.id },
});

async function profileOf(person: Partial<TeamsPerson>) {
  running = await startTeams();
  const carl = { id: '29:carl', aadObjectId: 'c-1', name: 'Carl Berg', email: 'carl@example.com', ...person };
  running.rooms.channel.members.push(carl);
  return running.teams.findProfile(actor(), room());
}

describe('who somebody is', () => {
  it('is a member, with the address their organisation vouches for', async () => {
    expect(await profileOf({})).toEqual({
      standing: 'member',
      name: 'Carl Berg',
      zone: 'Europe/Vienna',
      email: 'carl@example.com',
      directoryId: 'c-1',
    });
  });

  it.each(['anonymous', 'Guest'])('is no member whom the roster calls %s', async (userRole) => {
    const profile = await profileOf({ userRole });
    expect(profile).toMatchObject({ standing: 'guest' });
    expect(profile).not.toHaveProperty('email');
  });

  it('is told by the team, where only a part of it is in a channel', async () => {
    running = await startTeams();
    const team = running.end.rooms.add({
      id: '19:team@thread.tacv2',
      kind: 'channel',
      tenant: running.end.tenant,
      members: [{ id: '29:carl', aadObjectId: 'c-1', name: 'Carl Berg' }],
    });
    const { reach = {}, ...inChannel } = room();
    const profile = await running.teams.findProfile(actor(), {
      ...inChannel,
      reach: { ...reach, team: team.id },
    });
    expect(profile).toMatchObject({ name: 'Carl Berg', directoryId: 'c-1' });
  });

  it('is a guest by their role or their account name, and their address proves nothing', async () => {
    const guest = await profileOf({ userRole: 'guest' });
    expect(guest).toMatchObject({ standing: 'guest' });
    expect(guest).not.toHaveProperty('email');
    await running.stop();
    const userPrincipalName = 'carl_example.com#EXT#@home.onmicrosoft.com';
    expect(await profileOf({ userPrincipalName })).toMatchObject({ standing: 'guest' });
  });

  it.each<[string, Partial<TeamsPerson>, string | undefined]>([
    [
      'the account name stands in for a missing address',
      { email: '', userPrincipalName: 'c@acme.example' },
      'c@acme.example',
    ],
    ['an account whose home is not said has no address', { tenantId: '' }, undefined],
    ['an address of a guest account is none', { email: 'c_acme.example#EXT#@home.example' }, undefined],
  ])('%s', async (_name, person, email) => {
    expect((await profileOf(person))?.email).toBe(email);
  });

  it('is external when their home is another organisation', async () => {
    const external = await profileOf({ tenantId: 'elsewhere' });
    expect(external).toMatchObject({ standing: 'external' });
    expect(external).not.toHaveProperty('email');
  });

  it.each([429, 500, 503])('stays open when the connector answers %i', async (status) => {
    running = await startTeams();
    running.end.faults.add({ does: 'answer', status });
    expect(await running.teams.findProfile(actor(), room())).toBeUndefined();
  });

  it('stays open when no answer comes in time, or no room is known', async () => {
    running = await startTeams();
    running.end.faults.add({ does: 'hang' });
    expect(await running.teams.findProfile(actor(), room())).toBeUndefined();
    expect(await running.teams.findProfile(actor(), undefined)).toBeUndefined();
  });

  it.each([400, 404, 501])(
    'is not known where the connector does not list them (%i), said once',
    async (status) => {
      running = await startTeams();
      running.end.faults.add({ does: 'answer', status }, { does: 'answer', status });
      const nobody = status === 404 ? { standing: 'guest', absent: true } : undefined;
      expect(await running.teams.findProfile(actor(), room())).toEqual(nobody);
      expect(await running.teams.findProfile(actor(), room())).toEqual(nobody);
      expect(running.logged).toHaveLength(1);
    },
  );
});
