import { describe, expect, it } from 'vitest';
import { readLine } from '../../src/grammar/line.ts';
import { registry } from './sample-commands.ts';

/** A Monday. */
const at = { today: '2026-12-07' };

/** The inputs of a line that has no problem. */
function read(line: string) {
  const result = readLine(line, registry, at);
  if (result.is === 'unknown') throw new Error(`unknown command ${result.typed}`);
  expect(result.problems).toEqual([]);
  return result.raw;
}

/** The messages of a line's problems. */
function problems(line: string) {
  const result = readLine(line, registry, at);
  if (result.is === 'unknown') throw new Error(`unknown command ${result.typed}`);
  return result.problems;
}

describe('the lines of the command table', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'project "Apollo" kind:launch target:"18 dec 2026" price:10000 currency:GBP',
      'project',
      { name: 'Apollo', kind: 'launch', target: '18 dec 2026', price: '10000', currency: 'GBP' },
    ],
    ['projects', 'projects', {}],
    ['link', 'link', {}],
    ['link as:customer', 'link', { as: 'customer' }],
    ['link XK42-9', 'link', { code: 'XK42-9' }],
    ['role @ana coach', 'role', { person: '@ana', role: 'coach' }],
    [
      'new "Beta launch" due:"next friday" owner:@ana share:30 type:event',
      'new',
      { name: 'Beta launch', due: 'next friday', owner: '@ana', share: '30', type: 'event' },
    ],
    [
      'new "Beta launch" priority:p0 parent:2 blocks-go-live:yes outcome:"Anyone can sign up"',
      'new',
      {
        name: 'Beta launch',
        priority: 'p0',
        parent: '2',
        blocksGoLive: 'yes',
        outcome: 'Anyone can sign up',
      },
    ],
    // a quote that is not closed reaches to the end, and nothing of it is lost
    ['new Two owner: "@ana, @bo due:friday', 'new', { name: 'Two', owner: '@ana, @bo due:friday' }],
    ['edit 3 due:none', 'edit', { milestone: '3', due: 'none' }],
    ['move 3 before:1', 'move', { milestone: '3', before: '1' }],
    ['drop 3 not needed', 'drop', { milestone: '3', reason: 'not needed' }],
    [
      'add 3 deliverable "Signed contract"',
      'add',
      { milestone: '3', kind: 'deliverable', text: 'Signed contract' },
    ],
    ['check 3.2', 'check', { item: '3.2' }],
    ['start 3', 'start', { milestone: '3' }],
    [
      'block 2 waiting for the API key by:customer',
      'block',
      { milestone: '2', reason: 'waiting for the API key', by: 'customer' },
    ],
    ['done 3', 'done', { milestone: '3' }],
    [
      'progress 3 60 OAuth flow works',
      'progress',
      { milestone: '3', percent: '60', note: 'OAuth flow works' },
    ],
    [
      'evidence 2 link https://example.com/a?b=c:d "Signed contract"',
      'evidence',
      { milestone: '2', kind: 'link', what: 'https://example.com/a?b=c:d', detail: 'Signed contract' },
    ],
    [
      'evidence 3 metric "paying customers" 7 target:5',
      'evidence',
      { milestone: '3', kind: 'metric', what: 'paying customers', detail: '7', target: '5' },
    ],
    ['approve 3 great work', 'approve', { milestone: '3', note: 'great work' }],
    ['return 3 the tests fail', 'return', { milestone: '3', reason: 'the tests fail' }],
    ['list status:blocked owner:@ana', 'list', { status: 'blocked', owner: '@ana' }],
    ['history', 'history', {}],
    ['history 3', 'history', { milestone: '3' }],
    ['help progress', 'help', { command: 'progress' }],
  ])('reads %s', (line, command, raw) => {
    expect(readLine(line, registry, at)).toMatchObject({
      is: 'read',
      command: { name: command },
      raw,
      problems: [],
    });
    expect(read(line)).toEqual(raw);
  });
});

describe('the command of a line', () => {
  it.each([
    ['/milestone done 3'],
    ['/MILESTONE  Done 3'],
    ['/done 3'],
    ['milepost done 3'],
    ['done: 3'],
    ['  done\u00a0\u00a03  '],
    ['\u200bdone\n3\n'],
    ['`done 3`'],
    ['"done" 3'],
    ['“done” “3”'],
  ])('is found in %j', (line) => {
    expect(read(line)).toEqual({ milestone: '3' });
  });

  it.each([[''], ['   '], ['/'], ['?'], ['/milestone'], ['\u200b']])('is help in %j', (line) => {
    expect(readLine(line, registry, at)).toMatchObject({ is: 'read', command: { name: 'help' }, raw: {} });
  });

  it.each([
    ['progres 3 60', 'progres', 'progress'],
    ['aprove 3', 'aprove', 'approve'],
    ['stauts', 'stauts', 'status'],
    ['evid 3', 'evid', 'evidence'],
    ['lsit', 'lsit', 'list'],
  ])('that is misspelt in “%s” is named', (line, asTyped, nearest) => {
    expect(readLine(line, registry, at)).toEqual({ is: 'unknown', typed: asTyped, nearest });
  });

  it.each([['note'], ['good morning'], ['xyzzy']])(
    'that is nothing like one (“%s”) has no neighbour',
    (line) => {
      expect(readLine(line, registry, at)).toEqual({ is: 'unknown', typed: line.split(' ')[0] });
    },
  );
});

describe('keys', () => {
  const beta = { name: 'Beta launch' };

  it.each<[string, Record<string, string>]>([
    ['new Beta launch due: friday', { ...beta, due: 'friday' }],
    ['new due:friday Beta launch', { ...beta, due: 'friday' }],
    ['new Beta due:friday launch', { ...beta, due: 'friday' }],
    ['new Beta launch DUE:friday', { ...beta, due: 'friday' }],
    ['new Beta launch blocksGoLive:yes', { ...beta, blocksGoLive: 'yes' }],
    ['new Beta launch Blocks–Go–Live: yes', { ...beta, blocksGoLive: 'yes' }],
    ['new Beta launch share:30, type:event', { ...beta, share: '30', type: 'event' }],
    ['new Beta launch outcome:“Sign up: today”', { ...beta, outcome: 'Sign up: today' }],
    ["new Beta launch outcome:'Sign up'", { ...beta, outcome: 'Sign up' }],
    ['new "Beta launch"due:friday', { ...beta, due: 'friday' }],
    ['new name:"Beta launch" due:friday', { ...beta, due: 'friday' }],
  ])('are read in %s', (line, expected) => {
    expect(read(line)).toEqual(expected);
  });

  it.each<[string, Record<string, string>]>([
    ['new due: next friday owner:@ana Beta', { due: 'next friday', owner: '@ana', name: 'Beta' }],
    ['new due:18 dec 2026 Beta launch', { due: '18 dec 2026', name: 'Beta launch' }],
    ['new Beta due:in 2 weeks, share:30', { due: 'in 2 weeks', share: '30', name: 'Beta' }],
    ['new due:31 feb Beta', { due: '31 feb', name: 'Beta' }],
    ['new due:friday 3 rooms ready', { due: 'friday', name: '3 rooms ready' }],
    ['new due:"friday" 18 dec', { due: 'friday', name: '18 dec' }],
  ])('of a date take as many words as read as one date: %s', (line, expected) => {
    expect(read(line)).toEqual(expected);
  });

  it('of a choice take as many words as the choice has', () => {
    expect(read('list status:in progress')).toEqual({ status: 'in progress' });
    expect(read('add 3 demo step Show the login')).toMatchObject({
      kind: 'demo step',
      text: 'Show the login',
    });
  });

  it('take a mention whole, whatever its name', () => {
    const ana = '<@slack:T1/U2|Ana due:friday Bell>';
    expect(read(`new Beta owner:${ana} launch`)).toEqual({ ...beta, owner: ana });
    const teams = '<@teams:1a-2b/29:1xYz_-|Ana Bell>';
    expect(read(`role ${teams} coach`)).toEqual({ person: teams, role: 'coach' });
  });

  it('name the project that is meant on any command', () => {
    expect(readLine('done 3 project:"Apollo 11"', registry, at)).toMatchObject({
      raw: { milestone: '3' },
      project: 'Apollo 11',
      problems: [],
    });
  });

  it('of the rest of the line need no quotes', () => {
    expect(read('return 3 reason: the tests fail by 10:30')).toEqual({
      milestone: '3',
      reason: 'the tests fail by 10:30',
    });
    expect(read('block reason: no key by:customer milestone:2')).toEqual({
      milestone: '2',
      reason: 'no key',
      by: 'customer',
    });
  });

  it('leave text that only looks like a key alone', () => {
    const note = 'see https://a.b/c?d:e at 10:30 (note: ratio 3:1, C:\\temp) re:plan said:"so there" x:';
    expect(read(`progress 3 60 ${note}`)).toEqual({
      milestone: '3',
      percent: '60',
      note,
    });
  });

  it('inside quotes are text', () => {
    expect(read('new "Beta due:friday"')).toEqual({ name: 'Beta due:friday' });
    expect(read('block 2 he wrote "by:team" today by:customer')).toMatchObject({
      reason: 'he wrote "by:team" today',
      by: 'customer',
    });
  });

  it.each([
    ['new Beta dew:friday', 'due', 'There is no “dew:” here; did you mean “due:”?'],
    ['new Beta ownr:@ana', 'owner', 'did you mean “owner:”?'],
    ['new Beta prioirty: p1', 'priority', 'did you mean “priority:”?'],
    ['new Beta block-go-live:yes', 'blocksGoLive', 'did you mean “blocks-go-live:”?'],
    ['done 3 projct:Apollo', 'project', 'did you mean “project:”?'],
  ])('that are misspelt in “%s” are named', (line, field, message) => {
    expect(problems(line)).toContainEqual({ field, message: expect.stringContaining(message) });
  });

  it('given twice are a problem, said once', () => {
    expect(problems('new Beta due:friday due:monday due:tuesday')).toEqual([
      { field: 'due', message: 'Due date appears more than once: write “due:” once.' },
    ]);
  });

  it.each([['new Beta due:'], ['new Beta due: owner:@ana']])('without a value are a problem: %s', (line) => {
    expect(problems(line)).toEqual([
      { field: 'due', message: 'Due date has no value: write it after “due:”, or leave “due:” out.' },
    ]);
  });
});

describe('text', () => {
  it.each<[string, string]>([
    ['“all of it”', 'all of it'],
    ['„all of it“', 'all of it'],
    ['«all of it»', 'all of it'],
    ["'all of it'", 'all of it'],
    ['"never closed', 'never closed'],
    ['he said "no" twice', 'he said "no" twice'],
    ["don't 'panic", "don't 'panic"],
    ['it’s the 24" screen', 'it’s the 24" screen'],
    ['"a \\"quoted\\" word"', 'a "quoted" word'],
    ['"C:\\\\dir \\n stays"', 'C:\\\\dir \\n stays'],
    ['two   spaces\u00a0 here', 'two spaces here'],
    ['first \n\n\n\n second', 'first\n\nsecond'],
    ['👩‍👩‍👧 family — ok', '👩‍👩‍👧 family — ok'],
    ['@everyone <!channel> *bold*', '@everyone <!channel> *bold*'],
  ])('of the rest of the line: %j', (typedText, note) => {
    expect(read(`approve 3 ${typedText}`)).toEqual({ milestone: '3', note });
  });

  it('joins over a key in its middle', () => {
    expect(read('block 2 waiting by:customer for the key')).toMatchObject({ reason: 'waiting for the key' });
  });

  it('without a place is a problem that says so', () => {
    expect(problems('done 3 at last')).toEqual([
      {
        field: 'line',
        message: 'It is not clear what “at last” means here.',
        fixes: [{ label: 'Without it', set: {} }],
      },
    ]);
  });

  it('accepts a per cent sign with or without a space', () => {
    expect(read('progress 3 60 % works')).toMatchObject({ percent: '60 %', note: 'works' });
    expect(read('progress 3 60% works')).toMatchObject({ percent: '60%', note: 'works' });
  });
});
