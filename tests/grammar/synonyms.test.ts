import { describe, expect, it } from 'vitest';
import { commands, registry } from '../../src/commands/registry.ts';
import { readLine } from '../../src/grammar/line.ts';
import { fieldsOf } from '../../src/grammar/slot.ts';

const at = { today: '2026-12-07' };

/** What a line means, as the command and its raw input. */
function meaning(line: string) {
  const read = readLine(line, registry, at);
  if (read.is === 'unknown') return { unknown: read.nearest };
  return {
    command: read.command.name,
    ...read.raw,
    ...(read.problems.length > 0 ? { problems: read.problems } : {}),
  };
}

const all = commands.flatMap((command) => (command.synonyms ?? []).map((synonym) => ({ command, synonym })));

describe('the synonyms of all commands', () => {
  it('are one or two lower-case words, each of one command', () => {
    const words = all.map(({ synonym }) => synonym.words);
    expect(words).toEqual(words.filter((one) => /^[a-z]+( [a-z]+)?$/.test(one)));
    expect(new Set(words).size).toBe(words.length);
  });

  it('are neither names of commands nor their first words', () => {
    const taken = commands.flatMap(({ name }) => [name, name.replaceAll('-', ' '), name.split('-')[0]]);
    // `invite customer`, `close lost` and `reject update` are commands, found before the synonyms in `invite @ana`,
    // `close 3` and `reject 3 no`
    const clashing = all.map(({ synonym }) => synonym.words).filter((words) => taken.includes(words));
    expect(clashing.sort()).toEqual(['close', 'invite', 'reject']);
  });

  it('read and give fields of their command', () => {
    const strange = all.flatMap(({ command, synonym: { input, gives = {} } }) => {
      const known = Object.keys(command.input.shape);
      const used = [...(input ? fieldsOf(input).map(({ name }) => name) : []), ...Object.keys(gives)];
      return used.filter((field) => !known.includes(field));
    });
    expect(strange).toEqual([]);
  });

  it('give only valid input', () => {
    for (const { command, synonym } of all)
      expect(command.input.partial().safeParse(synonym.gives ?? {}).success).toBe(true);
  });
});

describe('a line that begins with a synonym', () => {
  it.each<[string, object]>([
    ['create "Beta launch" due:friday', { command: 'new', name: 'Beta launch', due: 'friday' }],
    ['create milestone "Beta"', { command: 'new', name: 'Beta' }],
    ['Add Milestone "Beta" owner:@mo', { command: 'new', name: 'Beta', owner: '@mo' }],
    ['/create Beta launch due friday', { command: 'new', name: 'Beta launch', due: 'friday' }],
    ['milestone create Beta', { command: 'new', name: 'Beta' }],
    ['create project "Apollo" kind:launch', { command: 'project', name: 'Apollo', kind: 'launch' }],
    ['delete 3', { command: 'drop', milestone: '3' }],
    ['delete milestone 3 not needed', { command: 'drop', milestone: '3', reason: 'not needed' }],
    ['remove 3 not needed', { command: 'drop', milestone: '3', reason: 'not needed' }],
    ['rename 3 "New name"', { command: 'edit', milestone: '3', name: 'New name' }],
    ['rename 3 New name', { command: 'edit', milestone: '3', name: 'New name' }],
    ['rename 3 to New name', { command: 'edit', milestone: '3', name: 'New name' }],
    ['rename 3 Road to launch', { command: 'edit', milestone: '3', name: 'Road to launch' }],
    ['rename 3 "to launch"', { command: 'edit', milestone: '3', name: 'to launch' }],
    ['rename Beta launch to Public beta', { command: 'edit', milestone: 'Beta launch', name: 'Public beta' }],
    ['rename 3 Ship by friday', { command: 'edit', milestone: '3', name: 'Ship by friday' }],
    ['rename 3', { command: 'edit', milestone: '3' }],
    ['assign 3 @mo', { command: 'edit', milestone: '3', owner: '@mo' }],
    ['assign 3 to @mo', { command: 'edit', milestone: '3', owner: '@mo' }],
    ['assign 3 to me', { command: 'edit', milestone: '3', owner: 'me' }],
    ['assign @mo to 3', { command: 'edit', milestone: '3', owner: '@mo' }],
    ['assign @mo 3', { command: 'edit', milestone: '3', owner: '@mo' }],
    ['assign Beta launch to @mo', { command: 'edit', milestone: 'Beta launch', owner: '@mo' }],
    ['assign "Beta launch" @mo', { command: 'edit', milestone: 'Beta launch', owner: '@mo' }],
    ['complete 3', { command: 'done', milestone: '3' }],
    ['finish 3', { command: 'done', milestone: '3' }],
    ['close #3', { command: 'done', milestone: '#3' }],
    ['reject 3 a page is missing', { command: 'return', milestone: '3', reason: 'a page is missing' }],
    ['accept 3 great work', { command: 'approve', milestone: '3', note: 'great work' }],
    ['invite @ana coach', { command: 'role', person: '@ana', role: 'coach' }],
    ['invite coach @ana', { command: 'role', person: '@ana', role: 'coach' }],
    ['invite @ana', { command: 'role', person: '@ana' }],
    ['invite customer ana@example.com', { command: 'invite-customer', address: 'ana@example.com' }],
    ['mine', { command: 'list', owner: 'me' }],
    ['Mine?', { command: 'list', owner: 'me' }],
    ['todo', { command: 'my-work' }],
    ['list mine', { command: 'list', owner: 'me' }],
    ['list mine status:blocked', { command: 'list', owner: 'me', status: 'blocked' }],
    ['overdue', { command: 'list', due: 'overdue' }],
    ['overdue owner:@mo', { command: 'list', due: 'overdue', owner: '@mo' }],
    ['next', { command: 'next' }],
  ])('%s', (line, means) => expect(meaning(line)).toEqual(means));

  it('keeps a given value over its own', () => {
    expect(meaning('mine owner:@mo')).toEqual({ command: 'list', owner: '@mo' });
  });

  it('does not drop words that it does not know', () => {
    expect(meaning('assign 3 @mo tomorrow')).toMatchObject({ problems: [{ field: 'line' }] });
  });

  it('names the synonym that a typing error is near to', () => {
    expect(meaning('delte 3')).toEqual({ unknown: 'delete' });
  });
});

describe('a name that begins with a synonym', () => {
  const words = all.map(({ synonym }) => synonym.words);
  it.each(words)('%s: a milestone and a project keep it', (synonym) => {
    const name = `${synonym.charAt(0).toUpperCase()}${synonym.slice(1)} accounts`;
    expect(meaning(`new "${name}"`)).toEqual({ command: 'new', name });
    expect(meaning(`new ${name}`)).toEqual({ command: 'new', name });
    expect(meaning(`project ${name}`)).toEqual({ command: 'project', name });
    expect(meaning(`edit 3 name:"${name}"`)).toEqual({ command: 'edit', milestone: '3', name });
    expect(meaning(`show ${name}`)).toEqual({ command: 'show', milestone: name });
    expect(meaning(`create "${name}"`)).toEqual({ command: 'new', name });
  });

  it('is found by its quoted name after a command', () => {
    expect(meaning('add "Milestone" task "Write it"')).toEqual({
      command: 'add',
      milestone: 'Milestone',
      kind: 'task',
      text: 'Write it',
    });
  });
});
