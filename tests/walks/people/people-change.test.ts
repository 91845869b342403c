import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { type Apollo, botPosts, mo, olivia, peopleOf, startProject, tess } from '../../support/apollo.ts';
import { type Stage, said, shownIn, startStage, teamsPosts } from '../../support/milepost.ts';
import { attempted } from '../../support/refused.ts';

/** Where a change of a person shows, for people and in the database. */
type Shows = {
  /** The name on the live card of their milestone, in both rooms, and in the project's digest. */
  name: string;
  /** Their line in `people`; null when they have no role. */
  people: string | null;
  /** What they may do about their milestone; `silent`: they cannot speak. */
  rights: 'works' | 'looks' | 'silent';
  mail: string | null;
  /** When they are reminded of a due milestone, in UTC, or why not. */
  reminder: string;
  /** The messages in the owner's direct chat: first what waits, then the daily digests. */
  owner?: readonly string[];
  /** The line in the history. */
  history?: string;
};

/**
 * One row of the table: an event on a platform and its effects. `unheard`: no event reports it, only the
 * daily look-up and their own requests.
 */
type Row = { what: string; happens(): Promise<unknown> | unknown; unheard?: true; shows: Shows };

let stage: Stage;
let apollo: Apollo;
/** Working days, one per row. */
const days = [8, 9, 10, 11, 14, 15, 16, 17, 18, 21, 22, 23, 24, 28, 29].map(
  (day) => `2026-12-${String(day).padStart(2, '0')}`,
);

beforeAll(async () => {
  stage = await startStage('postgresql', { movedNow: '2026-12-07T12:00:00Z' });
  apollo = peopleOf(stage);
  await startProject(stage, apollo);
  await apollo.slack(mo, 'new "Press kit" owner:me');
  await apollo.teams(tess, 'new "Load test" owner:me');
  await apollo.slack(mo, 'start 1');
  await apollo.teams(tess, 'start 2');
  for (const number of [1, 2]) {
    await apollo.slack(olivia, `show ${number}`);
    await apollo.teams(tess, `show ${number}`);
  }
  await stage.settle();
});
afterAll(() => stage.close());

async function clock(now: string): Promise<void> {
  const moved = await stage.milepost.app.inject({ method: 'POST', url: '/test/clock', payload: { now } });
  expect(moved.statusCode).toBe(200);
}

async function one<T>(query: ReturnType<typeof sql>): Promise<T | undefined> {
  return rowsOf<T>(await stage.milepost.connection.db.execute(query))[0];
}

/** The person with a user id, as SQL. */
const personOf = (user: string) => sql`(select person_id from identity where user_key = ${user})`;

async function reminderOf(user: string, day: string): Promise<string> {
  const row = await one<{ at: string; state: string; why: string | null }>(sql`
    select to_char(slot at time zone 'UTC', 'DD HH24:MI') as at, state, why from receipt
    where kind = 'personal' and person_id = ${personOf(user)} order by slot desc limit 1`);
  if (!row?.at.startsWith(day.slice(-2))) return `none on ${day}: ${JSON.stringify(row)}`;
  return row.state === 'sent' ? row.at.slice(3) : `${row.state}: ${row.why}`;
}

/** Reads every column of the table. */
async function showsOf(
  who: 'mo' | 'tess',
  day: string,
): Promise<Omit<Shows, 'owner'> & { cards: string[]; digest: string; owner: string[] }> {
  const [user, number, title] = who === 'mo' ? [mo, 1, '1 · Press kit'] : [tess.id, 2, '2 · Load test'];
  // A role that follows from the room is given with the first request there.
  const rights = await rightsOf(who, number);
  await apollo.slack(olivia, 'digest now');
  await stage.settle();
  const people = said(await apollo.slack(olivia, 'people'));
  const { name = '', mail = null } =
    (await one<{ name: string; mail: string | null }>(sql`select p.name, i.email as mail from person p
      join identity i on i.person_id = p.id where i.user_key = ${user}`)) ?? {};
  const line = people.split('\\n').find((row) => row.includes(name));
  const owner = stage.ends.slack.world.postsIn(`D${olivia}`).map(({ text }) => text);
  const digest = botPosts(stage).at(-1);
  return {
    name,
    cards: [
      JSON.stringify(botPosts(stage).findLast(({ text }) => text.startsWith(title))?.blocks),
      shownIn(teamsPosts(stage, apollo.room).findLast(({ summary = '' }) => summary.startsWith(title))),
    ],
    digest: JSON.stringify(digest?.blocks),
    people: line ? people : null,
    rights,
    mail,
    reminder: await reminderOf(user, day),
    owner,
    history: said(await apollo.slack(olivia, 'history')),
  };
}

const nameOf = async (who: 'mo' | 'tess') =>
  (
    await one<{ name: string }>(
      sql`select name from person where id = ${personOf(who === 'mo' ? mo : tess.id)}`,
    )
  )?.name;

async function rightsOf(who: 'mo' | 'tess', number: number): Promise<Shows['rights']> {
  if (gone.has(who)) return 'silent';
  const line = `progress ${number} 30`;
  const answer =
    who === 'mo' ? said(await attempted(apollo.slack(mo, line))) : await attempted(apollo.teams(tess, line));
  return answer.includes('30 %') ? 'works' : 'looks';
}

const gone = new Set<string>();
const person = () => stage.ends.slack.world.person(mo);
const told = () => stage.desk.changed(mo);

/** Slack reports profile changes itself, as `user_change`. */
const inSlack = (): Row[] => {
  const works = { rights: 'works', people: 'contributor', mail: null, reminder: '09:00' } as const;
  const after = { ...works, name: 'Mo Salem', reminder: '00:00', mail: 'mo@acme.example' } as const;
  const change = (what: object) => () => {
    Object.assign(person(), what);
    return told();
  };
  return [
    { what: 'name', happens: change({ realName: 'Mo Salem' }), shows: { ...works, name: 'Mo Salem' } },
    {
      what: 'zone',
      happens: change({ zone: 'Tokyo Standard Time' }),
      shows: { ...works, name: 'Mo Salem', reminder: '00:00' },
    },
    { what: 'mail', happens: change({ email: 'Mo@acme.example' }), shows: after },
    {
      what: 'standing: guest',
      happens: change({ guest: 'multi' }),
      shows: { ...after, rights: 'looks', people: null, mail: null },
    },
    { what: 'standing: member', happens: change({ guest: undefined }), shows: after },
    {
      what: 'deactivated',
      happens: () => {
        gone.add('mo');
        return change({ gone: true })();
      },
      shows: {
        ...after,
        name: 'Mo Salem (left)',
        rights: 'silent',
        reminder: 'skipped: their account is deactivated or removed',
        owner: [
          'They still have 1 milestone (1 · Press kit)',
          'Press kit, Apollo, due today: deliver or move it, its assignee left',
        ],
        history: 'noticed that somebody left, Mo Salem',
      },
    },
    {
      what: 'returned',
      happens: () => {
        gone.delete('mo');
        return change({ gone: false })();
      },
      shows: { ...after, history: 'noticed that somebody is back, Mo Salem' },
    },
    {
      what: 'deleted, and no event comes',
      happens: () => {
        gone.add('mo');
        Object.assign(person(), { gone: true });
      },
      unheard: true,
      shows: {
        ...after,
        name: 'Mo Salem (left)',
        rights: 'silent',
        reminder: 'skipped: their account is deactivated or removed',
        history: 'noticed that somebody left, Mo Salem',
      },
    },
  ];
};

/** Teams reports members who join and leave; the rest is in the roster, and the zone in each message. */
const inTeams = (): Row[] => {
  const works = { rights: 'works', people: 'contributor', mail: null, reminder: '09:00' } as const;
  const after = { ...works, name: 'Tess Tully', reminder: '00:00' } as const;
  const rosters = () => [...stage.ends.teams.rooms.rooms.values()];
  const comesOrGoes = (what: 'membersAdded' | 'membersRemoved') =>
    stage.ends.teams.event(apollo.room, tess, { type: 'conversationUpdate', [what]: [{ id: tess.id }] });
  const change = (what: object) => () => void Object.assign(tess, what);
  return [
    {
      what: 'name',
      unheard: true,
      happens: change({ name: 'Tess Tully' }),
      shows: { ...works, name: 'Tess Tully' },
    },
    { what: 'zone of the device', unheard: true, happens: change({ zone: 'Asia/Tokyo' }), shows: after },
    {
      what: 'mail',
      unheard: true,
      happens: () => change({ email: 'tess@acme.example', tenantId: stage.ends.teams.tenant })(),
      shows: { ...after, mail: 'tess@acme.example' },
    },
    {
      what: 'standing: guest',
      unheard: true,
      happens: change({ userRole: 'guest' }),
      shows: { ...after, rights: 'looks', people: null },
    },
    {
      what: 'standing: member',
      unheard: true,
      happens: change({ userRole: 'user' }),
      shows: { ...after, mail: 'tess@acme.example' },
    },
    {
      what: 'removed from everywhere',
      happens: async () => {
        gone.add('tess');
        for (const room of rosters()) room.members = room.members.filter(({ id }) => id !== tess.id);
        await comesOrGoes('membersRemoved');
      },
      shows: {
        ...after,
        name: 'Tess Tully (left)',
        rights: 'silent',
        mail: 'tess@acme.example',
        reminder: 'skipped: their account is deactivated or removed',
        owner: [
          'They still have 1 milestone (2 · Load test)',
          'Load test, Apollo, due today: deliver or move it, its assignee left',
        ],
        history: 'noticed that somebody left, Tess Tully',
      },
    },
    {
      what: 'returned',
      happens: async () => {
        gone.delete('tess');
        for (const room of rosters()) room.members.push(tess);
        await comesOrGoes('membersAdded');
      },
      shows: { ...after, mail: 'tess@acme.example', history: 'noticed that somebody is back, Tess Tully' },
    },
  ];
};

describe.each([
  ['mo', inSlack],
  ['tess', inTeams],
] as const)('a change of %s', (who, table) => {
  it('shows everywhere the person appears', async () => {
    for (const row of table()) {
      const day = days.shift() ?? '';
      const eve = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
      // A day and a minute after the last look-up.
      const evening = `${eve}T13:${30 - days.length}:00Z`;
      if (row.unheard) await row.happens();
      await clock(evening);
      if (!row.unheard) await row.happens();
      else if (who === 'tess') await apollo.teams(tess, 'list');
      if (row.shows.history) await expect.poll(() => nameOf(who)).toBe(row.shows.name);
      await apollo.slack(olivia, `edit ${who === 'mo' ? 1 : 2} due:${day}`);
      await clock(`${day}T12:00:00Z`);
      const seen = await showsOf(who, day);
      const { name, people, rights, mail, reminder, owner = [], history = '' } = row.shows;
      const got = { name: seen.name, rights: seen.rights, mail: seen.mail, reminder: seen.reminder };
      expect({ row: row.what, ...got }).toEqual({ row: row.what, name, rights, mail, reminder });
      for (const card of [...seen.cards, seen.digest]) expect(card, row.what).toContain(name);
      if (people === null) expect(seen.people, row.what).toBeNull();
      else expect(seen.people, row.what).toMatch(new RegExp(`${escaped(name)}\\*?, ${people}`));
      for (const words of owner) expect(seen.owner.join('\n'), row.what).toContain(words);
      expect(seen.history, row.what).toContain(history);
    }
  });
});

const escaped = (text: string) => text.replaceAll(/[()]/g, '\\$&');
