import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { bindActions, type Card } from '../../cards/model.ts';
import { enterWorkspace, rowsOf } from '../../db/tenant.ts';
import { registry } from '../../src/commands/registry.ts';
import { createDraw } from '../../src/live-cards/draw.ts';
import type { Reply, RoomAddress } from '../../src/ports/intent.ts';
import { worder } from '../../src/schedule/word.ts';
import { changedRows, type Rows } from '../support/database/rows.ts';
import { pressesOf, type Sent, sentBy, type Through } from '../support/platforms/harvest.ts';
import { attempted } from '../support/refused.ts';
import type { Somebody, TestRunner } from '../support/runner.ts';
import { channelOf, chatOf, codeIn, newTenant, slackPerson } from '../support/team.ts';
import { makes, shows } from './presses-lines.ts';

/** Something that was drawn, and for what: as it is found in the database, not as it says itself. */
type Drawn = {
  sent: Sent;
  through: Through;
  room: RoomAddress;
  project: string | undefined;
  /** The row that its input names. */
  subject: { table: string; id: string } | undefined;
  isForm: boolean;
};

/** Lines that change what the rooms show, and what numbers mean. */
const changes = [
  ...makes,
  ...['new "Beta launch"', 'new "Docs"', 'progress 1 50 half', 'submit 1', 'approve 1', 'unblock 3'],
  ...['drop 1 not needed', 'drop 2 not needed', 'edit 1 name:"Docs"', 'edit 2 name:"Beta launch"'],
  ...['decision D1 criteria:"Team agrees; Legal agrees"', 'metric remove M1', 'resolved R1', 'cleared B1'],
  ...['policy approver:nobody', 'policy approver:owner', 'decide D1 no-go not ready'],
];

const document = '# Plan\n\n## Milestones\n\n- [ ] Beta launch\n- [ ] Import me, due 10/12/2026\n';

/** What people fill into a form, by the name of its field. */
const typed: Record<string, string> = {
  ...{ percent: '40', note: 'a note', name: 'Named anew', text: 'in the way' },
  ...{ reason: 'because', value: '1.5', shift: '3', for: 'tomorrow' },
  ...{ choice: 'go', url: 'https://example.com', title: 'Title', did: 'This' },
};

/** One history of two rooms of one organisation, and of everything that was ever drawn in them. */
export class World {
  readonly drawn: Drawn[] = [];
  readonly pressed = new Set<string>();
  presses = 0;
  private readonly olivia: Somebody;
  private readonly rooms: RoomAddress[];
  private workspace = '';
  private made = 0;

  private readonly runner: TestRunner;
  private readonly rowsIn: (workspaceId: string) => Promise<Rows>;

  constructor(runner: TestRunner, rowsIn: World['rowsIn']) {
    this.runner = runner;
    this.rowsIn = rowsIn;
    this.olivia = slackPerson('Olivia', newTenant());
    this.rooms = ['CONE', 'CTWO'].map((name) => channelOf(this.olivia, name));
  }

  private room(pick: number): RoomAddress {
    return this.rooms[pick % this.rooms.length] as RoomAddress;
  }

  private say(room: RoomAddress, line: string): Promise<Reply> {
    return attempted(this.runner.say(this.olivia, room, line));
  }

  /** Both rooms have a project with something of everything, and all of it was drawn once. */
  async begin(): Promise<void> {
    for (const room of this.rooms) {
      await this.create(room);
      for (const line of makes) await this.runner.say(this.olivia, room, line);
    }
    const found = rowsOf<{ id: string }>(
      await this.runner.db.execute(
        sql`select workspace_id as id from installation where tenant = ${this.olivia.tenant}`,
      ),
    );
    this.workspace = found[0]?.id ?? '';
    // so that there is something to send again
    await this.runner.db.execute(sql`update receipt set state = 'failed', why = 'a test'
      where workspace_id = ${this.workspace}::uuid and kind = 'news'`);
    for (const [nth, line] of [...shows, 'import'].entries())
      for (const room of this.rooms) await this.draw(room, line, nth + 1);
    for (const pick of [0, 1]) await this.drawOwn(pick);
  }

  async step(kind: number, pick: number): Promise<void> {
    const room = this.room(pick);
    if (kind < 3) return this.draw(room, shows[pick % shows.length] as string, pick);
    if (kind < 4) return pick % 3 === 0 ? this.drawOwn(pick) : this.drawLive(pick);
    if (kind < 5) return this.draw(room, 'import', pick);
    if (kind < 7) return void (await this.say(room, changes[pick % changes.length] as string));
    if (kind < 8) return this.move(room, pick);
    return this.press(pick);
  }

  /** Unlinks a room, gives it another project, or links it to what the other room shows. */
  private async move(room: RoomAddress, pick: number): Promise<void> {
    const other = this.rooms.find((one) => one !== room) as RoomAddress;
    const code = pick % 3 === 0 ? codeIn(await this.say(other, 'link')) : 'none';
    await this.say(room, 'unlink');
    if (code !== 'none') await this.say(room, `link ${code}`);
    else await this.create(room);
  }

  private async create(room: RoomAddress): Promise<void> {
    this.made += 1;
    // two of one name now and then
    await this.say(room, `project "Plan ${this.made % 3}" kind:launch target:"21 dec 2026"`);
    await this.say(room, 'new "Beta launch"');
    await this.say(room, 'new "Other work"');
  }

  private async draw(room: RoomAddress, line: string, pick: number): Promise<void> {
    const project = await this.projectOf(room);
    const where = pick % 7 === 0 && project ? chatOf(this.olivia) : room;
    const reply =
      line === 'import'
        ? await this.runner.fill(this.olivia, room, 'import', { text: document })
        : await this.say(where, where === room ? line : `${line} project:${project}`);
    await this.take(reply, where, project, through(pick));
  }

  private async take(
    reply: Reply,
    room: RoomAddress,
    project: string | undefined,
    by: Through,
  ): Promise<void> {
    if (reply.is === 'form') return this.keep([sentBy(reply.form, by)], { room, project, by, isForm: true });
    const cards: (Card | undefined)[] = reply.is === 'refused' ? [reply.card, reply.present] : [reply.card];
    const here = await this.projectOf(room);
    for (const sent of cards.flatMap((card) => (card ? pressesOf(card, by) : []))) {
      // a refusal may offer what the room shows now
      const isOffer = reply.is === 'refused' && sent.about !== undefined && sent.about.project === here;
      await this.keep([sent], { room, project: isOffer ? here : project, by, isForm: false });
    }
  }

  /** The cards that the rooms show, as the delivery draws them. */
  private async drawLive(pick: number): Promise<void> {
    const live = rowsOf<{ project: string; kind: string; id: string; channel: string }>(
      await this.runner.db.execute(sql`select c.project_id as project, c.subject_kind as kind,
        c.subject_id as id, room.channel from card c join room on room.id = c.room_id
        where c.workspace_id = ${this.workspace}::uuid and c.subject_kind <> 'contingency' and not c.closed
          and room.project_id = c.project_id`),
    );
    const one = live[pick % Math.max(1, live.length)];
    const room = this.rooms.find(({ channel }) => channel === one?.channel);
    if (!one || !room) return;
    const card = await this.runner.db.transaction(async (tx) => {
      await enterWorkspace(tx, this.workspace);
      return createDraw(this.runner.now)(tx, one);
    });
    const by = through(pick);
    if (card)
      await this.keep(pressesOf(bindActions(card, { project: one.project }), by), {
        ...{ room, project: one.project, by, isForm: false },
      });
  }

  /** What is sent to somebody's own chat, over all of their projects. */
  private async drawOwn(pick: number): Promise<void> {
    const worded = await this.runner.db.transaction(async (tx) => {
      await enterWorkspace(tx, this.workspace);
      const [me] = rowsOf<{ id: string }>(await tx.execute(sql`select id from person where name = 'Olivia'`));
      const slot = this.runner.now().toString({ fractionalSecondDigits: 3 });
      const to = { roomId: '', projectId: null, milestoneId: null, personId: me?.id ?? '', slot };
      return worder(this.runner.now)(tx, { kind: 'personal', target: me?.id ?? '', ...to });
    });
    if (worded.is === 'nothing') return;
    const by = through(pick);
    for (const sent of pressesOf(worded.card, by))
      await this.keep([sent], { room: chatOf(this.olivia), project: sent.about?.project, by, isForm: false });
  }

  private async keep(
    all: Sent[],
    at: { room: RoomAddress; project: string | undefined; by: Through; isForm: boolean },
  ): Promise<void> {
    for (const sent of all) {
      const { room, project, by, isForm } = at;
      const subject = project && (await this.subjectOf(sent, project));
      this.drawn.push({ sent, room, project, isForm, through: by, subject: subject || undefined });
    }
  }

  private async projectOf({ channel }: RoomAddress): Promise<string | undefined> {
    const found = rowsOf<{ id: string | null }>(
      await this.runner.db.execute(sql`select project_id as id from room
        where tenant = ${this.olivia.tenant} and channel = ${channel}`),
    );
    return found[0]?.id ?? undefined;
  }

  /** The row that has the number right now. */
  private async subjectOf({ input }: Sent, project: string): Promise<Drawn['subject']> {
    const named = subjects.flatMap(([field, table]) => {
      const number = /^[A-Z]?(\d+)/.exec(input[field] ?? '')?.[1];
      return number === undefined ? [] : [{ table, number: Number(number) }];
    })[0];
    if (!named) return undefined;
    const found = rowsOf<{ id: string }>(
      await this.runner.db.execute(sql`select id from ${sql.identifier(named.table)}
        where project_id = ${project}::uuid and number = ${named.number}`),
    );
    return found[0] && { table: named.table, id: found[0].id };
  }

  private async press(pick: number): Promise<void> {
    const one = this.drawn[pick % this.drawn.length] as Drawn;
    const { sent, project, subject } = one;
    // mostly where it was drawn; a forged one comes from anywhere
    const room = pick % 5 === 0 ? this.room(pick + 1) : one.room;
    const before = await this.rowsIn(this.workspace);
    const { command, input, about, version } = sent;
    const ask = { command, input: one.isForm ? { ...typed, ...input } : input, ...(about ? { about } : {}) };
    const reply = await attempted(
      this.runner.run({
        actor: this.olivia,
        room,
        surface: one.isForm ? 'form' : 'press',
        ask,
        ...(version === undefined ? {} : { version }),
      }),
    );
    this.presses += 1;
    if (reply.is !== 'refused') this.pressed.add(command);
    const changed = changedRows(before, await this.rowsIn(this.workspace));
    const told = `${command} ${JSON.stringify(input)} drawn for ${project} by ${one.through}, pressed in ${room.channel}`;
    expect(registry.find(command), told).toBeDefined();
    for (const row of changed) {
      // the button of nobody's project makes a new one
      if (command === 'project' && !before.has(`project/${row.project}`)) continue;
      expect(row.project, `${told} changed ${row.table}`).toBe(project);
      if (subject?.table === row.table && before.has(`${row.table}/${row.id}`))
        expect(row.id, `${told} changed another ${row.table}`).toBe(subject.id);
    }
    const created =
      command === 'project' ? changed.find((row) => !before.has(`project/${row.project}`)) : undefined;
    await this.take(reply, room, created?.project ?? about?.project ?? project, one.through);
  }
}

const through = (pick: number): Through => (pick % 2 === 0 ? 'slack' : 'teams');

/** Which input names which row. */
const subjects = [
  ['milestone', 'milestone'],
  ['metric', 'metric'],
  ['risk', 'risk'],
  ['decision', 'decision'],
  ['question', 'decision'],
  ['criterion', 'decision'],
  ['contingency', 'contingency'],
  ['cadence', 'cadence'],
  ['standup', 'cadence'],
  ['blocker', 'blocker'],
] as const;
