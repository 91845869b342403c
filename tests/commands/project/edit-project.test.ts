import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal, startTeam } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

describe('edit project', () => {
  it('changes what was given, says from what to what, and redraws every card', async () => {
    const { olivia, mo, tell, say } = await startTeam(runner);
    await tell(mo, 'new "Beta" due:2026-12-11');
    const woken = runner.woken.length;
    expect(await tell(olivia, 'edit project name Apollo Two target 18 dec zone:"New York"')).toContain(
      'Changed Apollo Two: name Apollo → Apollo Two, time zone',
    );
    expect(runner.woken.length).toBeGreaterThan(woken);
    expect(await tell(mo, 'timezone')).toContain('America/New_York');
    expect(await tell(mo, 'history')).toContain('Olivia changed the project, name Apollo → Apollo Two');
    expect(await tell(mo, 'health')).toContain('go-live Fri 18 Dec');
    expect(await refusal(say(olivia, 'edit project name:"Apollo Two"'))).toContain('Nothing changed');
  });

  it('is for those who run the project', async () => {
    const { mo, say } = await startTeam(runner);
    expect(await refusal(say(mo, 'edit project name:Mine'))).toContain('Only a');
  });

  it('of another kind brings the policies of that kind, and says so', async () => {
    const { olivia, tell, say } = await startTeam(runner);
    expect(await tell(olivia, 'edit project kind client')).toContain(
      'approver owner → customer, money no → yes, kind launch → client',
    );
    expect(await tell(olivia, 'policy')).toContain('approver:customer');
    expect(await refusal(say(olivia, 'edit project kind stages'))).toContain('coach');
  });

  it('of another price computes the amounts anew', async () => {
    const { olivia, tell, press, say } = await startTeam(runner);
    await tell(olivia, 'new "Beta" share:30');
    expect(await refusal(say(olivia, 'edit project price 10000'))).toContain('A price needs its currency');
    expect(await tell(olivia, 'edit project price 10000 currency gbp')).toContain('price none → £10,000');
    expect(words(await press(olivia, 'show', { milestone: '1' }))).toContain('£3,000');
    expect(await tell(olivia, 'edit project price:20000')).toContain('price £10,000 → £20,000');
    expect(words(await press(olivia, 'show', { milestone: '1' }))).toContain('£6,000');
    expect(await tell(olivia, 'edit project price:none')).toContain('price £20,000 → none');
    const [line] = (await tell(olivia, 'price 300.50 usd')).split('\n');
    expect(line).toBe('Changed Apollo: price none → $300.50.');
  });

  it('keeps the shares of a plan in force at 100', async () => {
    const { olivia, tell, say } = await startTeam(runner);
    await tell(olivia, 'new "Beta" share:30');
    await tell(olivia, 'activate');
    expect(await refusal(say(olivia, 'edit project kind:client'))).toContain('100');
    expect(await tell(olivia, 'policy')).toContain('approver:owner');
  });

  it('asks with a form that starts with what is there', async () => {
    const { olivia, press } = await startTeam(runner);
    const reply = await press(olivia, 'edit-project', {});
    if (reply.is !== 'form') throw new Error(reply.is);
    expect(reply.form.fields.find(({ name }) => name === 'name')).toMatchObject({ value: 'Apollo' });
  });

  it('is not the milestone of that name', async () => {
    const { mo, tell } = await startTeam(runner);
    await tell(mo, 'new "Beta"');
    expect(await tell(mo, 'edit 1 name Public beta')).toContain('1 · Public beta changed.');
  });
});

describe('project', () => {
  it('takes a kind and a date off the end of its name, and says so', async () => {
    const { olivia, say } = await startTeam(runner);
    await say(olivia, 'unlink');
    expect(words(await say(olivia, 'project Zeus launch 18 dec'))).toContain(
      'kind launch, target Fri 18 Dec',
    );
    expect(words(await say(olivia, 'edit project name:"Zeus launch"'))).toContain('name Zeus → Zeus launch');
  });
});
