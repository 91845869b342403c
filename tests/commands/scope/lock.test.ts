import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { attempted } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { channelOf, codeIn, refusal, slackPerson, startTeam, type Team } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

/** A client project: 1 and 2 have started, 3 has not; 4 is below 3. */
async function clientProject(): Promise<Team> {
  const team = await startTeam(runner, 'kind:client price:10000 currency:GBP target:"18 dec 2026"');
  await team.tell(
    team.olivia,
    'new "Design" due:"4 dec 2026" share:25',
    'new "Build" due:"11 dec 2026" share:50',
    'new "Launch" due:"18 dec 2026" share:25',
    'new "Training" parent:3',
    'add 2 deliverable "A shop"',
    'add 2 criterion "It is fast"',
    'add 2 task "Call them"',
    'activate',
    'start 1',
    'start 2',
  );
  return team;
}

const idOf = async (team: Team): Promise<string> => {
  const [row] = rowsOf<{ id: string }>(
    await runner.db.execute(sql`select project_id as id from room where tenant = ${team.tenant} limit 1`),
  );
  return row?.id ?? '';
};

/** What is agreed of started milestones, as rows, and their snapshots. */
async function agreed(projectId: string): Promise<string> {
  const rows = rowsOf(
    await runner.db.execute(sql`select m.number, m.share, m.extra, m.start_date, m.due_date, m.parent_id, m.dropped_at,
        (select json_agg(json_build_array(i.number, i.kind, i.text) order by i.number) from item i
          where i.milestone_id = m.id and i.kind in ('deliverable', 'criterion')) as items,
        (select json_agg(s.* order by s.at) from scope_snapshot s where s.milestone_id = m.id) as snapshots,
        (select count(*) from milestone c where c.parent_id = m.id and c.dropped_at is null) as below
      from milestone m where m.project_id = ${projectId}::uuid and m.status <> 'upcoming' order by m.number`),
  );
  return JSON.stringify(rows);
}

describe('the scope of a started milestone', () => {
  it('is locked in client work: each change answers in one line, with the four routes', async () => {
    const team = await clientProject();
    const before = await agreed(await idOf(team));
    for (const line of [
      'edit 2 due:"14 dec 2026"',
      'edit 2 start:"7 dec 2026"',
      'edit 2 share:40',
      'edit 2 parent:3',
      'add 2 deliverable "An Arabic version"',
      'add 2 criterion "It is fast everywhere"',
      'new "Arabic" parent:2',
      'edit 4 parent:2',
      'drop 2 no longer needed',
      'edit project price:12000 currency:GBP',
      'shift 7d apply:yes',
    ]) {
      const reply = await attempted(team.say(team.olivia, line));
      expect(reply.is, line).toBe('refused');
      expect(words(reply), line).toMatch(/keeps? (its|their) scope/);
      if (reply.is !== 'refused') throw new Error(line);
      const labels = [...reply.card.actions, ...reply.card.more].map(({ label }) => label);
      expect(labels, line).toEqual(['Next milestone', 'New phase', 'Separate project', 'Swap']);
    }
    expect(await agreed(await idOf(team))).toBe(before);
  });

  it('takes what is not agreed: tasks, ticks, names, people, and everything of what has not started', async () => {
    const team = await clientProject();
    await team.tell(
      team.olivia,
      'edit 2 name:"Build it" owner:me priority:p0',
      'add 2 task "Write to them"',
      'check 2.1',
      'progress 2 40',
      'edit 3 due:"21 dec 2026" share:30',
      'add 3 deliverable "A party"',
      'new "Support" due:"22 dec 2026"',
      'drop 4 not needed',
    );
    expect(await team.tell(team.olivia, 'scope 2')).toContain('Nothing is different now.');
  });

  it('is not locked where the policy is off', async () => {
    const team = await clientProject();
    await team.tell(team.olivia, 'policy lock:no');
    expect(await team.tell(team.olivia, 'edit 2 due:"14 dec 2026"')).toContain('changed');
    const shown = await team.tell(team.olivia, 'scope 2');
    expect(shown).toContain('Fri 11 Dec, now Mon 14 Dec');
    expect(shown).toContain('The scope is not locked in this project.');
  });

  it('is shown as agreed, beside the present', async () => {
    const team = await clientProject();
    await team.tell(
      team.olivia,
      'policy lock:no',
      'add 2 deliverable "An Arabic version"',
      'edit 2 share:60',
    );
    const shown = await team.tell(team.olivia, 'scope 2');
    expect(shown).toContain('2.1 A shop');
    expect(shown).toContain('2.2 It is fast');
    expect(shown).toContain('Added: 2.4 An Arabic version');
    expect(shown).not.toContain('Call them');
    expect(shown).toContain('50 %, now 60 %');
    // all amounts sum to 10000: 25 + 60 + 25 shares are split over a plan of 110
    expect(shown).toContain('£5,000, now £6,000');
    expect(await team.tell(team.olivia, 'scope 3')).toContain('It has not started');
  });

  it('is not changed by an import, which does the rest and says what stays', async () => {
    const team = await clientProject();
    const before = await agreed(await idOf(team));
    const plan = '# Apollo\n## Build, 14/12/2026\n- [ ] A shop\n## Launch, 21/12/2026\nRisks: none';
    const reply = await team.fill(team.olivia, 'import', { text: plan, order: 'day', now: 'yes' });
    expect(words(reply)).toContain(
      '1 have started, so dates, share and deliverables stay as agreed: 2 · Build.',
    );
    expect(await agreed(await idOf(team))).toBe(before);
    expect(await team.tell(team.olivia, 'scope 3')).toContain('Mon 21 Dec');
  });

  it('is not taken back to an earlier form by undo', async () => {
    const team = await startTeam(runner, 'kind:client price:10000 currency:GBP');
    await team.tell(team.olivia, 'new "Build" due:"11 dec 2026" share:100', 'edit 1 due:"14 dec 2026"');
    const [row] = rowsOf<{ id: string }>(
      await runner.db.execute(sql`select id from activity where project_id = ${await idOf(team)}::uuid
        and type = 'edited' order by at, id limit 1`),
    );
    await team.tell(team.olivia, 'start 1');
    const before = await agreed(await idOf(team));
    expect(await refusal(team.press(team.olivia, 'undo', { change: row?.id ?? '' }))).toContain(
      'nothing was taken back',
    );
    expect(await agreed(await idOf(team))).toBe(before);
  });

  it('is agreed anew when a start was taken back', async () => {
    const team = await startTeam(runner, 'kind:client');
    await team.tell(
      team.olivia,
      'new "Build" due:"11 dec 2026"',
      'start 1',
      'undo',
      'edit 1 due:"14 dec 2026"',
    );
    expect(await team.tell(team.olivia, 'scope 1')).toContain('It has not started');
    const shown = await team.tell(team.olivia, 'start 1', 'scope 1');
    expect(shown).toContain('Mon 14 Dec');
    expect(shown).toContain('Nothing is different now.');
  });

  it('is never altered, whatever is tried in any order', async () => {
    const lines = [
      'start 3',
      'start 4',
      'progress 3 20',
      'block 2 no key yet',
      'unblock 2',
      'edit 2 due:"15 dec 2026"',
      'edit 3 due:"23 dec 2026"',
      'edit 3 share:20',
      'edit 1 share:20',
      'edit 4 parent:2',
      'edit 4 parent:none',
      'add 1 deliverable "More"',
      'add 3 deliverable "More"',
      'new "Below" parent:1',
      'drop 1 gone',
      'drop 3 gone',
      'shift 3d apply:yes',
      'move 3 before:1',
      'undo',
      'edit project price:9000 currency:GBP',
      'submit 2',
      'recall 2',
    ];
    const team = await clientProject();
    const id = await idOf(team);
    const seen = new Map<string, string>();
    const check = async (line: string) => {
      const rows = JSON.parse(await agreed(id)) as { number: number; snapshots: unknown[] }[];
      for (const { number, ...row } of rows) {
        // a start that was taken back and repeated is another agreement
        const key = `${number}/${row.snapshots.length}`;
        const now = JSON.stringify(row);
        expect(now, line).toBe(seen.get(key) ?? now);
        seen.set(key, now);
      }
    };
    await check('start');
    for (const line of fc.sample(fc.constantFrom(...lines), { numRuns: 150, seed: 13 })) {
      await attempted(team.say(team.olivia, line));
      await check(line);
    }
    expect(seen.size).toBeGreaterThan(2);
  }, 60_000);
});

describe('a route for a change of a locked scope', () => {
  it('suggests an answer to the customer, which is edited and sent to their channel', async () => {
    const team = await clientProject();
    const reply = await attempted(team.say(team.olivia, 'add 2 deliverable "An Arabic version"'));
    if (reply.is !== 'refused') throw new Error('not refused');
    const next = await runner.use(team.olivia, team.room, reply.card.actions[0]);
    expect(words(next)).toContain('That is 3 · Launch.');
    expect(words(next)).toContain('We can add it to “Launch”, which has not started.');
    if (next.is !== 'shown') throw new Error(words(next));
    const send = next.card.actions.find(({ command }) => command === 'reply');
    const form = await runner.use(team.olivia, team.room, send);
    if (form.is !== 'form') throw new Error(words(form));
    const field = form.form.fields.find(({ name }) => name === 'message');
    expect(field?.value).toContain('“An Arabic version” is not in the scope that we agreed for “Build”');
    const filled = { ...form.form.given, message: 'Later.' };
    expect(await refusal(team.fill(team.olivia, 'reply', filled))).toContain(
      'No channel of the customer is linked',
    );
    const code = codeIn(await team.say(team.olivia, 'link as:customer'));
    await runner.say(team.olivia, channelOf(team.olivia, 'CCUSTOMER'), `link ${code}`);
    const sent = await team.fill(team.olivia, 'reply', {
      ...form.form.given,
      message: 'We can do it later.',
    });
    expect(words(sent)).toContain('Sent to the customer’s channel.');
    const told = rowsOf<{ channel: string; body: string }>(
      await runner.db.execute(sql`select room.channel, receipt.body::text as body from receipt
        join room on room.id = receipt.room_id where room.tenant = ${team.tenant} and receipt.kind = 'news'
          and receipt.body::text like '%We can do it later.%'`),
    );
    expect(told.map(({ channel }) => channel)).toEqual(['CCUSTOMER']);
  });

  it('is for the team: a customer neither sees nor sends it', async () => {
    const team = await clientProject();
    const cleo = await team.join('Cleo', 'client');
    const input = { milestone: '2', route: 'next', text: 'Arabic' };
    expect(await refusal(team.press(cleo, 'route', input))).toContain('Only an owner');
    expect(await refusal(team.fill(cleo, 'reply', { ...input, message: 'Yes.' }))).toContain('Only an owner');
    expect(await team.tell(cleo, 'scope 2')).toContain('2.1 A shop');
    expect(slackPerson('Cleo', team.tenant).user).toBe(cleo.user);
  });
});
