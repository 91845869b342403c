import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { refused } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import {
  channelOf,
  chatOf,
  codeIn,
  newTenant,
  refusal,
  slackPerson,
  startTeam,
  teamsPerson,
} from '../../support/team.ts';

describe('a project and its channels', () => {
  let runner: TestRunner;
  beforeAll(async () => {
    runner = await openRunner('postgresql');
  });
  afterAll(() => runner.close());

  const projects = async (tenant: string) =>
    rowsOf<{ name: string }>(
      await runner.db.execute(sql`select p.name from project p join installation i on i.workspace_id = p.workspace_id
        where i.tenant = ${tenant}`),
    );

  describe('the way back', () => {
    it('is named by unlink, and works where it is typed and anywhere else', async () => {
      const { olivia, room, say } = await startTeam(runner);
      expect(words(await say(olivia, 'unlink'))).toContain('link project:Apollo');
      expect(await refusal(say(olivia, 'status'))).toContain('no project yet');
      expect(words(await say(olivia, 'link project:Apollo'))).toContain('Linked to Apollo.');
      await say(olivia, 'status');
      const other = channelOf(olivia, 'COTHER');
      await runner.say(olivia, other, 'link project:apollo');
      await runner.say(olivia, other, 'status');
      expect(room.channel).toBe('CAPOLLO');
    });

    it('is one press on the answer of unlink', async () => {
      const { olivia, room, say } = await startTeam(runner);
      const reply = await say(olivia, 'unlink');
      const [again] = reply.is === 'done' ? (reply.card?.actions ?? []) : [];
      if (!again) throw new Error('no button');
      expect(again.label).toBe('Link again');
      await runner.use(olivia, room, again);
      await say(olivia, 'status');
    });

    it('gives a code in a direct chat', async () => {
      const { olivia, say } = await startTeam(runner);
      await say(olivia, 'unlink');
      expect(codeIn(await runner.say(olivia, chatOf(olivia), 'link project:Apollo'))).not.toBe('none');
    });

    it('is for those who run the project, and not into a channel that shows another', async () => {
      const { olivia, mo, tell, say, tenant } = await startTeam(runner);
      await tell(mo, 'list');
      await say(olivia, 'unlink');
      expect(await refusal(say(mo, 'link project:Apollo'))).toContain('Only an owner can');
      const stranger = slackPerson('Sid', tenant);
      expect(await refusal(say(stranger, 'link project:Apollo'))).toContain('no project “Apollo”');
      await tell(olivia, 'project "Vega"');
      expect(codeIn(await say(olivia, 'link project:Apollo'))).not.toBe('none');
      expect(words(await say(olivia, 'status'))).toContain('Vega');
    });

    it('can be for the customer', async () => {
      const { olivia, say } = await startTeam(runner);
      await say(olivia, 'unlink');
      await say(olivia, 'link as:customer project:Apollo');
      const [room] = rowsOf<{ audience: string }>(
        await runner.db.execute(sql`select audience from room where project_id is not null and channel = 'CAPOLLO'
          and tenant = ${olivia.tenant}`),
      );
      expect(room?.audience).toBe('customer');
    });
  });

  describe('where the bot cannot post', () => {
    it('nothing is made in Slack, and the invitation is named', async () => {
      const tenant = newTenant();
      const olivia = slackPerson('Olivia', tenant);
      const secret = channelOf(olivia, 'CSECRET');
      runner.keepOut('CSECRET', 'not_in_room');
      for (const line of ['project "Apollo"', 'project', 'link K7QM-3XPD']) {
        expect(await refusal(runner.say(olivia, secret, line))).toContain('/invite @milepost');
      }
      expect(await projects(tenant)).toEqual([]);
      expect(words(await runner.say(olivia, secret, 'help'))).toContain('project');
      runner.letIn('CSECRET');
      await runner.say(olivia, secret, 'project "Apollo"');
    });

    it('nothing is made in Teams, and adding the app is named', async () => {
      const tess = teamsPerson('Tess', newTenant());
      runner.keepOut('19:out@thread.tacv2', 'not_in_room');
      const reply = await refused(
        runner.say(tess, channelOf(tess, '19:out@thread.tacv2'), 'project "Apollo"'),
      );
      expect(words(reply)).toContain('Add the app Milepost to this channel');
    });

    it('an archived channel is said to be archived', async () => {
      const olivia = slackPerson('Olivia', newTenant());
      runner.keepOut('COLD', 'archived');
      expect(await refusal(runner.say(olivia, channelOf(olivia, 'COLD'), 'project "Apollo"'))).toContain(
        'archived',
      );
    });
  });

  describe('two projects of one name', () => {
    async function namesakes() {
      const team = await startTeam(runner);
      const other = channelOf(team.olivia, 'COTHER');
      const reply = await refused(runner.say(team.olivia, other, 'project "apollo" target:2026-12-18'));
      return { ...team, other, reply };
    }

    it('are questioned: the second is made by a press, as it was typed', async () => {
      const { olivia, other, reply, tenant } = await namesakes();
      expect(words(reply)).toContain('A project apollo exists already.');
      const actions = reply.is === 'refused' ? reply.card.actions : [];
      expect(actions.map(({ label }) => label)).toEqual(['Link Apollo here', 'Make a second apollo']);
      expect(await projects(tenant)).toHaveLength(1);
      await runner.use(olivia, other, actions[1]);
      expect(await projects(tenant)).toHaveLength(2);
      expect(words(await runner.say(olivia, chatOf(olivia), 'projects'))).toMatch(/18 Dec|days/);
      await runner.say(olivia, other, 'status');
    });

    it('have numbers also where only an accent tells them apart', async () => {
      const { olivia, room, tell } = await startTeam(runner);
      await tell(olivia, 'edit project name:"Álamo"');
      const other = channelOf(olivia, 'COTHER');
      await runner.say(olivia, other, 'project "Alamo" second:yes');
      const chat = chatOf(olivia);
      const asked = await refusal(runner.say(olivia, chat, 'list project:alamo'));
      expect(asked).toContain(`Álamo #1, in ${room.name}`);
      expect(asked).toContain('Alamo #2, in #cother');
      await runner.say(olivia, chat, 'list project:"alamo #2"');
    });

    it('or the other one is linked here by a press', async () => {
      const { olivia, other, reply, tenant } = await namesakes();
      const actions = reply.is === 'refused' ? reply.card.actions : [];
      await runner.use(olivia, other, actions[0]);
      expect(await projects(tenant)).toHaveLength(1);
      await runner.say(olivia, other, 'status');
    });

    it('are told apart by a number, with where and since when, and each is reached', async () => {
      const { olivia, room, other } = await namesakes();
      await runner.say(olivia, other, 'project "Apollo" second:yes');
      await runner.say(olivia, other, 'new "Only in the second"');
      const chat = chatOf(olivia);
      const asked = await refusal(runner.say(olivia, chat, 'list project:Apollo'));
      expect(asked).toMatch(/Apollo #1, in #capollo, since \d{4}-\d\d-\d\d/);
      expect(asked).toMatch(/Apollo #2, in #cother, since/);
      expect(words(await runner.say(olivia, chat, 'list project:"Apollo #2"'))).toContain(
        'Only in the second',
      );
      expect(words(await runner.say(olivia, chat, 'list project:"apollo #1"'))).not.toContain('Only in');
      expect(await refusal(runner.say(olivia, chat, 'list project:"Apollo #3"'))).toContain('no project');
      expect(words(await runner.say(olivia, chat, 'projects'))).toMatch(/Apollo #1.*Apollo #2/s);
      expect(await refusal(runner.say(olivia, chat, 'list'))).toContain('Apollo #1 and Apollo #2');
      expect(room.channel).toBe('CAPOLLO');
    });
  });
});
