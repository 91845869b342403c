import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/registry.ts';
import { maxMinorUnits } from '../../src/domain/money/money.ts';
import type { Intent } from '../../src/ports/intent.ts';
import { type Json, moneyOf, type Resource } from '../../src/presenters/resource.ts';
import { keepReceipt } from '../support/receipts.ts';
import { refused } from '../support/refused.ts';
import { openRunner, type TestRunner } from '../support/runner.ts';
import { channelOf, mention, newTenant, slackPerson, type Team } from '../support/team.ts';
import { companyLines, lines, spoken } from './lines.ts';

/** Commands that answer a program with the text of their card alone. */
const textOnly = [
  ...['completion', 'csat', 'customer-message', 'help', 'import-cancel', 'kickoff', 'link', 'merge', 'react'],
  ...['reply', 'unlink'],
];

let runner: TestRunner;
/** What each line or form was answered, in order. */
const answers: { command: string; resource: Resource | undefined }[] = [];

/** Without what is different each time: ids by the order in which they appear, instants, tenants and numbers of messages; the first two of long lists. */
function steady(value: unknown): unknown {
  const seen: string[] = [];
  const text = JSON.stringify(value, (key, one) => {
    return key === 'receipts' || key === 'history' ? one.slice(0, 2) : one;
  });
  return JSON.parse(
    text
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, (id) => {
        if (!seen.includes(id)) seen.push(id);
        return `id-${seen.indexOf(id) + 1}`;
      })
      .replaceAll(/"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"/g, '"an ISO instant"')
      .replaceAll(/"tenant":"T\d+"/g, '"tenant":"T1"')
      .replaceAll(/"number":\d+,"kind"/g, '"number":1,"kind"'),
  );
}

/** The parts of each command's resource, and of every such resource the one that says most. */
function golden() {
  const told = answers.flatMap(({ command, resource = {} }) => ({
    command,
    parts: Object.keys(resource).join(', '),
    resource,
  }));
  const length = ({ resource }: { resource: Resource }) => JSON.stringify(resource).length;
  return {
    commands: Object.fromEntries(told.map(({ command, parts }) => [command, parts]).sort()),
    resources: [...Map.groupBy(told, ({ parts }) => parts).values()].map(
      (same) => same.toSorted((a, b) => length(b) - length(a))[0]?.resource,
    ),
  };
}

/** The command of a line; some names are two words. */
const commandOf = (line: string) =>
  (
    /^(?:edit project|invoice (?:send|approve|pdf)|proposal (?:send|accept|decline|withdraw)|programme (?:ask|answer|export|blueprint))|^\S+/.exec(
      line,
    )?.[0] ?? ''
  ).replace(' ', '-');

/** What was answered as the nth, or counted from the last. */
const resourceOf = (nth: number) => JSON.parse(JSON.stringify(answers.at(nth)?.resource));

beforeAll(async () => {
  const tenant = newTenant();
  runner = await openRunner('postgresql', [`slack:${tenant}/UOLIVIA`]);
  const [olivia, mo, gus] = ['Olivia', 'Mo', 'Gus'].map((name) => slackPerson(name, tenant));
  if (!olivia || !mo || !gus) throw new Error('nobody is there');
  const room = channelOf(olivia, 'CAPOLLO');
  const ask = async (command: string, rest: Pick<Intent, 'surface' | 'ask' | 'room'>, actor = olivia) => {
    const reply = await runner.run({ actor, room, asResource: true, ...rest });
    answers.push({ command, resource: 'resource' in reply ? reply.resource : undefined });
    runner.pass(1);
  };
  const say = (typed: string) => {
    const { isByGus, said: line } = spoken(typed);
    return ask(commandOf(line), { surface: 'line', ask: { line } }, isByGus ? gus : olivia);
  };
  const fill = (command: string, input: Record<string, string>) => {
    const about = { project: resourceOf(0).project.id };
    return ask(command, { surface: 'form', ask: { command, input, about } });
  };
  for (const line of lines) {
    await say(line.replaceAll('@mo', mention(mo)).replaceAll('@gus', mention(gus)).replaceAll('\\n', '\n'));
  }
  const pending = () => resourceOf(-1).import.id as string;
  const text = '# Apollo\n## Marketing, 10/12/2026\n- [ ] One more';
  await fill('edit-terms', { net: '20' });
  await fill('import', { text });
  await fill('import-order', { import: pending() });
  await fill('import-dates', { import: pending(), shift: '7' });
  await fill('import-apply', { import: pending() });
  const receipt = await keepReceipt(runner, { tenant, room } as Team, {
    state: 'failed',
    why: 'is_archived',
  });
  await fill('retry', { receipt: `${receipt}` });
  await runner.hearPerson({
    is: 'told',
    who: gus,
    profile: { standing: 'member', name: gus.name, gone: true },
  });
  await say('leavers');
  const company = channelOf(olivia, 'CACME');
  for (const typed of companyLines) {
    const { isByMo, said } = spoken(typed);
    const line = said.replaceAll('@mo', mention(mo));
    await ask(commandOf(line), { surface: 'line', ask: { line }, room: company }, isByMo ? mo : olivia);
  }
}, 120_000);

afterAll(() => runner?.close());

describe('the resources', () => {
  it('are those that scripts know: a field may be added, none is renamed, removed or changes its type', async () => {
    const written = `${JSON.stringify(steady(golden()), null, 1)}\n`;
    await expect(written).toMatchFileSnapshot('resources.golden.json');
  });

  it('are there for every command but those that are named', () => {
    const without = commands.filter(({ resource }) => !resource).map(({ name }) => name);
    expect(without.sort()).toEqual(textOnly);
  });

  it('are all asked for here', () => {
    const asked = new Set(answers.map(({ command }) => command));
    const left = commands.filter(({ name, resource }) => resource && !asked.has(name));
    // only a platform brings the message that it is about
    expect(left.map(({ name }) => name)).toEqual(['quote']);
    expect(answers.filter(({ resource }) => !resource)).toEqual([]);
  });

  it('hold camelCase fields and plain JSON, nothing that is undefined or lost on the way', () => {
    for (const { command, resource = {} } of answers) {
      expect(JSON.parse(JSON.stringify(resource)), command).toStrictEqual(resource);
      for (const key of keysOf(resource)) expect(key, command).toMatch(/^[a-z][a-zA-Z]*$/);
    }
  });

  it('are made for programs only, and for those who may see the card', async () => {
    const stranger = slackPerson('Nobody', newTenant());
    const shown = await runner.run({ actor: stranger, surface: 'line', ask: { line: 'projects' } });
    expect(shown).toHaveProperty('card');
    expect(shown).not.toHaveProperty('resource');
    const reply = await refused(
      runner.run({ actor: stranger, surface: 'line', ask: { line: 'list' }, asResource: true }),
    );
    expect(reply).not.toHaveProperty('resource');
  });
});

const keysOf = (value: Json): string[] =>
  value === null || typeof value !== 'object'
    ? []
    : Array.isArray(value)
      ? value.flatMap((one: Json) => keysOf(one))
      : Object.entries(value).flatMap(([key, one]: [string, Json]) => [key, ...keysOf(one)]);

describe('money in a resource', () => {
  it.each([
    [120000, 'GBP', '1200.00'],
    [5, 'GBP', '0.05'],
    [1200, 'JPY', '1200'],
    [1250, 'KWD', '1.250'],
    [0, 'EUR', '0.00'],
    [-5, 'EUR', '-0.05'],
    [maxMinorUnits, 'GBP', '9999999999999.99'],
    [maxMinorUnits, 'JPY', '999999999999999'],
    [maxMinorUnits, 'KWD', '999999999999.999'],
  ])('%i minor units of %s are %s', (minor, currency, amount) => {
    expect(moneyOf(minor, currency)).toEqual({ amount, currency });
    // a program gets the minor units back by leaving out the point
    expect(Number(amount.replace('.', ''))).toBe(minor);
  });

  it('is null without a price', () => expect(moneyOf(null, null)).toBeNull());
});
