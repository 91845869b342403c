import { sql } from 'drizzle-orm';

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { declarationOf, type EventType, eventTypes } from '../../../src/domain/events.ts';
import type { Reply } from '../../../src/ports/intent.ts';
import { projectDataReader } from '../../support/database/project-data.ts';
import { attempted } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { mention, refusal, startTeam, type Team } from '../../support/team.ts';

let runner: TestRunner;
let read: (projectId: string) => Promise<string[]>;
beforeAll(async () => {
  runner = await openRunner('postgresql');
  read = await projectDataReader(runner.db);
});
afterAll(() => runner.close());

/** A line; with `mo: ` in front it is his. */
type Step = string;

const plan = `# Apollo
## Marketing, 10/01/2027
- [ ] A press release
## Landing page, 12/01/2027
Risks: none`;

/** A project, and what is done in it. */
class Play {
  readonly team: Team;
  readonly project: string;

  constructor(team: Team, project: string) {
    this.team = team;
    this.project = project;
  }

  static async start(more = 'kind:launch target:"18 dec 2026"'): Promise<Play> {
    const team = await startTeam(runner, more);
    const [row] = rowsOf<{ id: string }>(
      await runner.db.execute(sql`select project_id as id from room where tenant = ${team.tenant}`),
    );
    await team.tell(team.olivia, `role ${mention(team.mo)} contributor`);
    return new Play(team, row?.id ?? '');
  }

  async say(step: Step): Promise<Reply> {
    const { team } = this;
    const by = step.startsWith('mo: ') ? team.mo : team.olivia;
    if (step === 'import') return this.importPlan();
    return team.say(
      by,
      step
        .replace('mo: ', '')
        .replaceAll('@mo', mention(team.mo))
        .replaceAll('@olivia', mention(team.olivia)),
    );
  }

  private async importPlan(): Promise<Reply> {
    const { team } = this;
    const preview = await team.fill(team.olivia, 'import', { text: plan });
    if (preview.is !== 'shown') throw new Error(`no preview: ${words(preview)}`);
    const apply = preview.card.actions.find(({ command }) => command === 'import-apply');
    return runner.use(team.olivia, team.room, apply);
  }

  data = () => read(this.project);

  /** Takes a step, takes it back and takes it again; what cannot be undone stays. */
  async tryOut(step: Step): Promise<void> {
    const before = await this.data();
    await this.say(step);
    const undone = await attempted(this.say(step.startsWith('mo: ') ? 'mo: undo' : 'undo'));
    if (undone.is === 'refused') {
      expect(words(undone), step).toContain('This cannot be undone');
      return;
    }
    expect((await this.data()).filter(isKept), `${step}, then undo`).toEqual(before.filter(isKept));
    await this.say(step);
  }

  /** The types of the events that were taken back. */
  async undone(): Promise<EventType[]> {
    const rows = rowsOf<{ type: EventType }>(
      await runner.db.execute(sql`select distinct type from activity where id in (
        select jsonb_array_elements_text(after->'undoes')::uuid from activity
        where project_id = ${this.project}::uuid and type = 'undone')`),
    );
    return rows.map(({ type }) => type);
  }
}

/** The preview of an import is kept before the import itself; what was agreed at a start stays recorded. */
const isKept = (row: string) => !row.startsWith('import ') && !row.startsWith('scope_snapshot ');

/** Steps that together cause every event that can be taken back. */
const everything: readonly Step[] = [
  'new "Beta launch" due:"14 dec" share:60 owner:@mo priority:p0',
  'new "Landing page" due:"16 dec" share:40',
  'activate',
  'edit-project price:1000 currency:GBP',
  'terms trigger:advance',
  'invoice send 2 sure:yes',
  'terms trigger:on-delivery',
  'paid 2 100 sure:yes',
  'dispute 2 too late',
  'dispute end 2 mediation note:"Ms Lee"',
  'credit 2 50 too late sure:yes',
  'writeoff 2 10 a gift sure:yes',
  'pay-link 2 https://pay.example.com/2',
  'cost 2 100 two days of design',
  'new "Load test" parent:2',
  'edit 4 name:"Landing pages" due:"17 dec" parent:2',
  'edit 4 parent:none owner:@olivia outcome:"People can read it"',
  'move 4 before:2',
  'start 4',
  'mo: progress 2 40 it goes on',
  'mo: progress 6 10',
  'add 2 criterion "It is fast"',
  'check 2.2',
  'uncheck 2.2',
  'add 2 demo "Log in"',
  'skip-step 2.4 they saw it last week',
  'evidence 2 metric "paying customers" 7 target:5 for:2.2',
  'block 2 no key yet by:customer',
  'blocker "No venue" milestone:2',
  'blocker "No power"',
  'cleared B6',
  'unblock 2',
  'submit 2',
  'recall 2',
  'submit 2',
  'deputy @mo until:"5 jan 2027"',
  'deputy none',
  'ask 2 is it fast?',
  'answer review 2 it is',
  'approve 2',
  'reopen 2 it broke',
  'mo: snooze 2 tomorrow',
  'mo: remind 2 on',
  'risk "Provider not approved" level:high',
  'action "Sign it" due:"12 dec" urgent',
  'action A2 due:"14 dec" blocks-go-live:yes',
  'action done A2',
  'action "Send the logo" due:"12 dec"',
  'action remove A4',
  'change log "New logo" days:2',
  'risk R2 level:low owner:@mo',
  'resolved R2',
  'metric "page load" target:"< 2 s" checkpoint:"12 dec"',
  'metric M2 target:"< 1 s" checkpoint:"13 dec"',
  'metric-set M2 1.4s',
  'metric-set M2 1.2s',
  'metric-remove M2',
  'decision "Ship it?" on:"15 dec" criteria:"0 open blockers; support is staffed" voters:@mo,@olivia fallback:"shift launch 7d"',
  'decision D2 on:"16 dec" voters:@olivia',
  'criterion D2.2 met',
  'decision D2 voters:@olivia,@mo',
  'mo: vote D2 go',
  'decision "Another?" fallback:"shift launch 7d"',
  'decide D4 no-go the venue is closed',
  'fallback D4',
  'if "30% of p0 incomplete" on:"14 dec" then:"shift launch 7d"',
  'if "any open p0 blockers" on:"14 dec" then:"call the customer"',
  'contingency P2 dismiss',
  'contingency P4 apply',
  'if "any open p0 blockers" on:"14 dec" then:"drop p2"',
  'contingency P6 apply',
  'shift 7d apply:yes',
  'edit-project name:"Apollo 2" target:"20 dec 2026"',
  'policy approver:nobody',
  'terms net:30 buyer:"Acme Ltd"',
  'holidays add 24-26 dec',
  'holidays remove 26 dec',
  'timezone New York for:project',
  'remind before:5,2 overdue:no',
  'ask-updates every:friday at:10:00',
  'digest weekly at:11:00',
  'cadence "Daily standup" every:day at:10:00',
  'cadence C2 at:11:00',
  'cadence "We are live" on:"18 dec" draft:"The shop is open."',
  'draft C4 The new shop is open.',
  'expect 25% on:"16 dec" milestone:2',
  'mo: answer C2 Finished the login',
  'mo: answer C2 Finished it all',
  'done 2',
  'new "One more" owner:@mo',
  'drop 8 nobody needs it',
  'new "And another" owner:@mo',
  'reassign @mo @olivia',
  'edit 10 requires:2',
  'edit 10 requires:none',
  'define 10 days:3 deliverables:"A page; A form" criteria:"It is fast" risks:"No text -> write it" requires:2',
  'define 10 days:4 deliverables:"A page" criteria:none risks:none requires:none',
  'risk "No hall" milestone:10 mitigation:"Book two"',
  'blueprint apply standard-3 start:"7 dec 2026" price:90 currency:GBP lead:@mo apply:yes',
  'role @mo coach',
  'import',
];

/** Nothing that is typed causes these by itself. */
const never: EventType[] = ['fell_back', 'evidence_removed'];

describe('a change and its undo', () => {
  it('leave the project as it was, for every event that can be taken back', async () => {
    const play = await Play.start();
    for (const step of everything) await play.tryOut(step);
    const company = await Play.start('kind:stages');
    for (const step of ['mo: task "Call ten leads"', 'mo: progress 7 52']) await company.tryOut(step);
    const undoable = eventTypes.filter((type) => declarationOf(type).undo === 'yes' && !never.includes(type));
    const undone = new Set([...(await play.undone()), ...(await company.undone())]);
    expect([...undone].sort()).toEqual(undoable.sort());
  }, 240_000);

  it('are a stack: any changes of one person are taken back one by one, the last first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 6, maxLength: 14 }), async (steps) => {
        const play = await Play.start();
        for (const line of base) await play.say(line);
        runner.pass(11);
        const states: { step: Step; before: string[] }[] = [];
        for (const step of steps) {
          const before = (await play.data()).filter(isKept);
          const reply = await attempted(play.say(step));
          if (reply.is === 'done') states.push({ step, before });
        }
        for (const { step, before } of states.toReversed()) {
          await play.say('undo');
          expect((await play.data()).filter(isKept), `${step}, then undo`).toEqual(before);
        }
        expect(await refusal(play.say('undo'))).toContain('there is nothing to undo');
      }),
      { seed: 12, numRuns: 5 },
    );
  }, 240_000);
});

const base = ['new "One" owner:@mo due:"14 dec"', 'new "Two"', 'new "Three" parent:1', 'risk "It rains"'];

const number = fc.integer({ min: 1, max: 5 });
/** Random changes, of which some are refused in the state that they meet. */
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(number, fc.integer({ min: 0, max: 100 })).map(([n, percent]) => `progress ${n} ${percent}`),
  fc
    .tuple(fc.constantFrom('start', 'submit', 'recall', 'done', 'unblock', 'block', 'drop'), number)
    .map(([command, n]) => `${command} ${n}${['block', 'drop'].includes(command) ? ' because' : ''}`),
  number.map((n) => `new "Another one" parent:${n}`),
  number.map((n) => `add ${n} task "A task"`),
  number.map((n) => `check ${n}.1`),
  fc.tuple(number, number).map(([n, other]) => `move ${n} before:${other}`),
  fc.tuple(number, number).map(([n, other]) => `edit ${n} parent:${other} name:"Renamed ${other}"`),
  number.map((n) => `edit ${n} parent:none due:"${n + 10} jan 2027"`),
  number.map((n) => `blocker "In the way" milestone:${n}`),
  number.map((n) => `cleared B${n}`),
  fc.constantFrom(
    ...['risk R1 level:high', 'resolved R1', 'shift 7d apply:yes', 'policy evidence:yes', 'role @mo coach'],
    ...[
      'holidays add 24 dec',
      'role @mo contributor',
      'timezone New York for:project',
      'reassign @mo @olivia',
    ],
    ...['edit-project target:"20 dec 2026"', 'metric "speed" target:"< 2 s"', 'metric-set M1 3 s'],
    ...['metric-remove M1', 'policy approver:nobody', 'remind before:5'],
  ),
);
