import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Form } from '../../../cards/model.ts';
import { evidence } from '../../../db/schema/review.ts';
import type { QuotedMessage } from '../../../src/ports/intent.ts';
import { attempted, refused } from '../../support/refused.ts';
import { openRunner, type Somebody, type TestRunner, words } from '../../support/runner.ts';
import { slackPerson, startTeam, type Team } from '../../support/team.ts';

let runner: TestRunner;
let team: Team;
let other: Team;
beforeAll(async () => {
  runner = await openRunner('postgresql');
  [team, other] = [await startTeam(runner), await startTeam(runner)];
  for (const one of [team, other])
    await one.tell(one.olivia, 'new "Beta launch"', 'add 1 criterion "Signed"', 'new "Load test"');
});
afterAll(() => runner.close());

let count = 0;
const message = (more: Partial<QuotedMessage> = {}): QuotedMessage => {
  count += 1;
  return {
    messageId: `1893456000.${String(count).padStart(6, '0')}`,
    author: { user: 'UMO' },
    at: '2026-12-03T10:00:00.000Z',
    text: `We signed it, number ${count}`,
    files: [],
    permalink: `https://acme.slack.com/archives/C1/p${count}`,
    ...more,
  };
};

/** Chooses “Add as evidence” on a message; returns what the form carries hidden, and its fields. */
async function choose(who: Somebody, quoted: QuotedMessage, at: Team = team): Promise<Form> {
  const ask = { command: 'quote', input: {} };
  const reply = await runner.run({ actor: who, room: at.room, surface: 'press', ask, quoted });
  if (reply.is !== 'form') throw new Error(reply.is);
  return reply.form;
}

const fieldValue = (form: Form, name: string) => form.fields.find((field) => field.name === name)?.value;

/** Sends a form to a project, as its client sends it. */
const send = (who: Somebody, form: Form, more: Record<string, string>, at: Team = team) =>
  runner.run({
    actor: who,
    room: at.room,
    surface: 'form',
    ask: {
      command: 'quote',
      input: { ...form.given, ...more },
      ...(form.about ? { about: form.about } : {}),
    },
  });

const stored = () => runner.db.select().from(evidence).where(eq(evidence.kind, 'link'));

describe('the message that a form was opened from', () => {
  it('is taken from the request alone, whatever the form sends besides', async () => {
    const form = await choose(team.mo, message());
    const forged = { quoted: '{"author":"Olivia"}', url: 'https://evil.example', author: 'Olivia' };
    await attempted(send(team.mo, form, { milestone: '1', title: 'Mine', ...forged }));
    const [row] = (await stored()).slice(-1);
    expect(row).toMatchObject({ title: 'Mine', url: 'https://acme.slack.com/archives/C1/p1' });
    expect(row?.quote).toMatchObject({ author: 'Mo', excerpt: 'We signed it, number 1', changed: null });
  });

  it.each([
    [
      'altered',
      (form: Form) => String(form.given.message).replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
    ],
    ['made up', () => Buffer.from('[9e9,"w"]').toString('base64url')],
    ['empty', () => ''],
  ])('is refused where its token is %s', async (_what, spoil) => {
    const form = await choose(team.mo, message());
    const before = (await stored()).length;
    await refused(send(team.mo, form, { milestone: '1', message: spoil(form) }));
    expect(await stored()).toHaveLength(before);
  });

  it('is refused where another person, project or day sends it', async () => {
    const form = await choose(team.mo, message());
    const before = (await stored()).length;
    const { about: _, ...bare } = form;
    for (const request of [
      send(team.olivia, form, { milestone: '1' }),
      send(other.mo, form, { milestone: '1' }, other),
      send({ ...team.mo, tenant: other.tenant }, bare, { milestone: '1' }, other),
    ])
      await refused(request);
    runner.pass(25 * 60);
    expect(words(await refused(send(team.mo, form, { milestone: '1' })))).toContain(
      'This form no longer works',
    );
    expect(await stored()).toHaveLength(before);
  });

  it('is evidence once for each milestone and criterion, however often and at once it is sent', async () => {
    const quoted = message();
    const forms = await Promise.all([team.mo, team.olivia, team.mo].map((who) => choose(who, quoted)));
    const before = (await stored()).length;
    const sent = forms.map((form, nth) =>
      attempted(send(nth === 1 ? team.olivia : team.mo, form, { milestone: '2' })),
    );
    const replies = await Promise.all(sent);
    expect(replies.map(({ is }) => is).toSorted()).toEqual(['done', 'refused', 'refused']);
    const [form] = forms as [Form];
    await send(team.mo, form, { milestone: '1' });
    await send(team.mo, form, { milestone: '1', for: '1.1' });
    await refused(send(team.mo, form, { milestone: '1', for: '1.1' }));
    expect(await stored()).toHaveLength(before + 3);
  });

  it('names its author as the platform does, without recording them', async () => {
    const stranger = slackPerson('Zoe', team.tenant);
    runner.profile(stranger, { name: 'Zoe Z', standing: 'external' });
    const form = await choose(team.mo, message({ author: { user: stranger.user }, text: 'Zoe agrees' }));
    expect(fieldValue(form, 'title')).toBe('Zoe agrees');
    await send(team.mo, form, { milestone: '2' });
    expect((await stored()).at(-1)?.quote?.author).toBe('Zoe Z');
    expect(await team.tell(team.olivia, 'people')).not.toContain('Zoe');
  });

  it('is refused to those who may not add evidence, before any form opens', async () => {
    for (const role of ['client', 'viewer'] as const) {
      const who = await team.join(role, role);
      expect(
        words(
          await refused(
            runner.run({
              actor: who,
              room: team.room,
              surface: 'press',
              ask: { command: 'quote', input: {} },
              quoted: message(),
            }),
          ),
        ),
      ).toContain('Only an owner, coach or contributor');
    }
  });

  it('becomes a task of the current stage in a company, whose members plan no milestones', async () => {
    const company = await startTeam(runner, 'kind:stages');
    await company.tell(company.mo, 'list');
    const ask = { command: 'new', input: {} };
    const quoted = message({ text: 'Call ten leads' });
    const reply = await runner.run({ actor: company.mo, room: company.room, surface: 'press', ask, quoted });
    expect(reply).toMatchObject({ is: 'form', form: { command: 'task' } });
    expect(reply.is === 'form' && fieldValue(reply.form, 'name')).toBe('Call ten leads');
  });

  it('can be undone, and added again', async () => {
    const form = await choose(team.mo, message());
    await send(team.mo, form, { milestone: '2' });
    const before = (await stored()).length;
    await team.tell(team.mo, 'undo');
    expect(await stored()).toHaveLength(before - 1);
    await send(team.mo, form, { milestone: '2' });
    expect(await stored()).toHaveLength(before);
  });
});
