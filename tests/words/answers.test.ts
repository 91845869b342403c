import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Action, Card } from '../../cards/model.ts';
import { registry, typedCommands } from '../../src/commands/registry.ts';
import { readLine } from '../../src/grammar/line.ts';
import type { Reply } from '../../src/ports/intent.ts';
import { companyLines, lines, spoken } from '../presenters/lines.ts';
import { keepReceipt } from '../support/receipts.ts';
import { attempted } from '../support/refused.ts';
import { openRunner, type Somebody, type TestRunner, words } from '../support/runner.ts';
import { channelOf, mention, newTenant, slackPerson, type Team } from '../support/team.ts';
import { faultsOf } from './faults.ts';

/** What one request was answered, in all its texts. */
type Answer = { command: string; line: string; is: Reply['is']; text: string };

const answers: Answer[] = [];
let runner: TestRunner;

/** The labels and questions of buttons, which the text of a card leaves out. */
function labelsIn({ actions, more, blocks }: Card): string[] {
  const inLists = blocks.flatMap((block) =>
    block.is === 'list'
      ? block.items.flatMap(({ buttons = [], actions: menu = [] }) => [...buttons, ...menu])
      : [],
  );
  return [...actions, ...more, ...inLists].map(({ label, confirm }: Action) =>
    confirm ? `[${label}] ${Object.values(confirm).join(' ')}` : `[${label}]`,
  );
}

function textOf(reply: Reply): string {
  const card = reply.is === 'form' ? undefined : reply.card;
  return [words(reply), ...(card ? labelsIn(card) : [])].join('\n');
}

/** What is there twice after it is typed twice would move the numbers of the lines below. */
const creates = /^(?:new|add|risk|metric|decision|if|cadence|blocker|evidence|shift) /;

const nameOf = (line: string) => {
  const read = readLine(line, registry, { today: '2026-12-07' });
  return read.is === 'read' ? read.command.name : '';
};

beforeAll(async () => {
  const tenant = newTenant();
  runner = await openRunner('postgresql', [`slack:${tenant}/UOLIVIA`]);
  const [olivia, mo, vera] = ['Olivia', 'Mo', 'Vera'].map((name) => slackPerson(name, tenant)) as [
    Somebody,
    Somebody,
    Somebody,
  ];
  const room = channelOf(olivia, 'CAPOLLO');
  const say = async (who: Somebody, line: string, where = room) => {
    const said = line
      .replaceAll('@mo', mention(mo))
      .replaceAll('@gus', mention(vera))
      .replaceAll('\\n', '\n');
    const reply = await attempted(runner.say(who, where, said));
    answers.push({ command: nameOf(said), line, is: reply.is, text: textOf(reply) });
    runner.pass(1);
  };
  const bare = async () => {
    for (const { name } of typedCommands) if (name !== 'unlink') await say(olivia, name);
  };
  await bare();
  for (const typed of lines) {
    const { isByGus, said: line } = spoken(typed);
    if (isByGus) await say(vera, line);
    if (isByGus) continue;
    if (!creates.test(line)) await say(mo, line);
    await say(olivia, line);
    if (!creates.test(line)) await say(olivia, line);
  }
  await keepReceipt(runner, { tenant, room } as Team, { state: 'failed', why: 'is_archived' });
  // the last lines end what they are about, so the bare commands find nothing or all of it
  await bare();
  for (const { examples } of typedCommands)
    for (const line of examples.filter((one) => !/^(?:unlink|role)/.test(one))) await say(olivia, line);
  await say(olivia, 'unlink');
  for (const typed of companyLines) {
    const { isByMo, said: line } = spoken(typed);
    await say(isByMo ? mo : olivia, line, channelOf(olivia, 'CACME'));
  }
  for (const line of ['dance', 'progess 3', 'show 99', 'show 3.x', 'role @nobody coach', 'project "Apollo"'])
    await say(olivia, line);
}, 240_000);
afterAll(async () => {
  if (process.env.MILEPOST_TEXTS) writeWhole(process.env.MILEPOST_TEXTS);
  await runner?.close();
});

/** Writes all answers into a file, to be read as a whole: `MILEPOST_TEXTS=texts.txt npx vitest run tests/words`. */
function writeWhole(file: string): void {
  const whole = answers.map(({ line, is, text }) => `> ${line}   (${is})\n${text}\n`);
  writeFileSync(file, [...new Set(whole)].join('\n'));
}

it('every command is answered and refused', () => {
  const kinds = Map.groupBy(answers, ({ command }) => command);
  const unanswered = typedCommands.filter(({ name }) => !kinds.get(name)?.some(({ is }) => is !== 'refused'));
  // the lines deliver no project; tests/commands/endings does
  expect(unanswered.map(({ name }) => name)).toEqual(['csat']);
  expect(answers.filter(({ is }) => is === 'refused').length).toBeGreaterThan(100);
});

it('no answer has a word that people do not use', () => {
  const faults = answers.flatMap(({ line, text }) => faultsOf(text).map((fault) => `${line}: ${fault}`));
  expect([...new Set(faults)]).toEqual([]);
});
