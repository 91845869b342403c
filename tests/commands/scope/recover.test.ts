import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action, Card } from '../../../cards/model.ts';
import { renderText } from '../../../cards/render/text.ts';
import type { Reply } from '../../../src/ports/intent.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal } from '../../support/team.ts';
import { button, clientProject, orderCard, planOf, pressSign } from './client-project.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

/** A client project whose second milestone began today, Mon 7 Dec, is due on Fri 11 Dec and has one deliverable. */
async function behind() {
  const team = await clientProject(runner);
  await team.tell(team.olivia, 'progress 2 10');
  return team;
}

const card = (reply: Reply): Card => {
  if (reply.is !== 'shown') throw new Error(`${reply.is}, not a card`);
  return reply.card;
};

/** Returns the Propose button of a way to recover. */
function proposal(shown: Card, way: string): Action {
  const items = shown.blocks.flatMap((block) => (block.is === 'list' ? block.items : []));
  const item = items.find(({ spans }) => JSON.stringify(spans).includes(way));
  const found = item?.actions?.find(({ label }) => label === 'Propose');
  if (!found) throw new Error(`no way to recover by ${way}`);
  return found;
}

describe('recover (HLT-6)', () => {
  it('says how late a milestone will be, and asks for the cause', async () => {
    const team = await behind();
    const shown = card(await team.say(team.mo, 'recover 2'));
    // 10 % in the first day: nine more after today
    expect(renderText(shown)).toContain(
      '10 % done after 1 working day. At this rate it ends Fri 18 Dec, 5 working days after it is due.',
    );
    expect(shown.actions.map(({ label }) => label)).toEqual([
      'The scope grew',
      'It is harder than planned',
      'Too few people',
    ]);
    const { command, input } = button(shown, 'Too few people');
    const next = words(await team.press(team.mo, command, input));
    expect(next).toContain('More people: wins about 5 working days, price £10,000 → £15,000');
  });

  it('leads to a change order that moves the plan exactly as it said, once both sides have signed', async () => {
    const team = await behind();
    const shown = card(await team.say(team.mo, 'recover 2 cause:complexity days:2'));
    const more =
      '2 more working days: due Fri 11 Dec → Tue 15 Dec, 1 later milestone moves too, go-live Fri 18 Dec → Tue 22 Dec';
    expect(renderText(shown)).toContain(more);
    const { command, input } = proposal(shown, '2 more working days');
    const before = await planOf(runner, team);
    await team.press(team.mo, command, input);
    expect(await planOf(runner, team)).toEqual(before);
    const order = await orderCard(runner, team);
    expect(renderText(order)).toContain('CO1 · 2 more working days (it is harder than planned)');
    await pressSign(runner, team, team.cleo, order);
    expect(words(await pressSign(runner, team, team.olivia, order))).toContain('signed by both sides');
    const after = await planOf(runner, team);
    expect(after.target).toBe('2026-12-22');
    expect(after.milestones.map(({ due, items }) => [due, items])).toEqual([
      ['2026-12-04', []],
      ['2026-12-15', ['A shop']],
      ['2026-12-22', []],
    ]);
  });

  it('leaves a deliverable out without adding one', async () => {
    const team = await behind();
    const shown = card(await team.say(team.olivia, 'recover 2 cause:scope'));
    const { command, input } = proposal(shown, 'A shop');
    await team.press(team.olivia, command, input);
    const order = await orderCard(runner, team);
    expect(renderText(order)).toContain('“A shop” leaves.');
    await pressSign(runner, team, team.olivia, order);
    await pressSign(runner, team, team.cleo, order);
    const { milestones } = await planOf(runner, team);
    expect(milestones[1]).toMatchObject({ due: '2026-12-11', items: [] });
  });

  it('is for those who plan, and for what is not done', async () => {
    const team = await behind();
    expect(await refusal(runner.say(team.cleo, team.customers, 'recover 2'))).toContain(
      'Only an owner, coach or contributor can do this.',
    );
    await team.tell(team.olivia, 'policy demo:no approver:owner', 'submit 1', 'approve 1');
    expect(await refusal(team.say(team.olivia, 'recover 1'))).toContain(
      '1 · Design is done: there is nothing to recover.',
    );
  });

  it('says what to give where it cannot know', async () => {
    const team = await behind();
    await team.tell(team.olivia, 'new "Later" parent:3');
    expect(words(await team.say(team.olivia, 'recover 4'))).toContain('“recover 4 days:3”');
    expect(words(await team.say(team.olivia, 'recover 4 days:3'))).toContain('What is the cause?');
  });
});
