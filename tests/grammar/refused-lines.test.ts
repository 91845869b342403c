import { describe, expect, it } from 'vitest';
import { registry } from '../../src/commands/registry.ts';
import { readInput } from '../../src/grammar/input.ts';
import { readLine } from '../../src/grammar/line.ts';
import { writeLine } from '../../src/grammar/write.ts';

/** A Monday. */
const at = { today: '2026-12-07' };

function read(line: string) {
  const result = readLine(line, registry, at);
  if (result.is === 'unknown') throw new Error(`unknown command ${result.typed}`);
  return { command: result.command, input: readInput(result.command, result.raw, at, result.problems) };
}

/** What is wrong, and the lines that are offered instead; those work as they stand. */
describe('a line that is not', () => {
  it.each<[string, string, string[]]>([
    ['new "Two" owner:@a, @b', 'Assignee takes one person: remove @b.', ['new Two owner:@a']],
    ['new "Two" owner:@a,@b', 'Assignee takes one person: remove @b.', ['new Two owner:@a']],
    ['new "Two" owner:@a and @b', 'Assignee takes one person: remove @b.', ['new Two owner:@a']],
    ['new "Two" owner @a @b', 'Assignee takes one person: remove @b.', ['new Two owner:@a']],
    ['new Two owner:@a, @b', 'Assignee takes one person: remove @b.', ['new Two owner:@a']],
    [
      'new "Two" owner:<@slack:T1/U1|Ana>, <@slack:T1/U2|Bo Lang>',
      'Assignee takes one person: remove @Bo Lang.',
      ['new Two owner:@Ana'],
    ],
    [
      'new "Beta" p1 event 18 dec @ana 30%',
      '“30%” could be share: or risk-after:.',
      [
        'new Beta due:2026-12-18 share:30% owner:@ana type:event priority:p1',
        'new Beta due:2026-12-18 owner:@ana type:event priority:p1 risk-after:30%',
      ],
    ],
    [
      'new "Beta" 30',
      '“30” could be share: or parent: or risk-after:.',
      ['new Beta share:30', 'new Beta parent:30', 'new Beta risk-after:30'],
    ],
    ['new "Beta" soon', 'It is not clear what “soon” means here.', ['new Beta', 'new "Beta soon"']],
    ['new "Beta" please', 'It is not clear what “please” means here.', ['new Beta', 'new "Beta please"']],
    ['new "Beta" "Gamma"', 'It is not clear what “Gamma” means here.', ['new Beta', 'new "Beta Gamma"']],
    ['new "Beta" due:31 feb', 'Due date must be a day that exists: there is no 31 February.', []],
    ['new "Beta" 31 feb', 'Due date must be a day that exists: there is no 31 February.', []],
    [
      'new "Beta" due friday due monday',
      'Due date appears more than once: remove “monday”.',
      ['new Beta due:2026-12-11'],
    ],
    [
      'new "Beta" due:friday monday',
      'Due date appears more than once: remove “monday”.',
      ['new Beta due:2026-12-11'],
    ],
    ['new 犬', 'Name must have at least 3 characters; you wrote “犬”.', []],
    ['new ab', 'Name must have at least 3 characters; you wrote “ab”.', []],
    ['new "Beta" none', 'It is not clear what “none” means here.', ['new Beta', 'new "Beta none"']],
    ['risk "x" soon', 'It is not clear what “soon” means here.', ['risk x', 'risk "x soon"']],
    ['risk "x" level:high medium', 'Level appears more than once: remove “medium”.', ['risk x level:high']],
    [
      'metric "page load" fast',
      'It is not clear what “fast” means here.',
      ['metric "page load"', 'metric "page load fast"'],
    ],
    [
      'blocker "no venue" today',
      'It is not clear what “today” means here.',
      ['blocker "no venue"', 'blocker "no venue today"'],
    ],
    [
      'block 2 "waiting for the key" by:customer please',
      'It is not clear what “please” means here.',
      ['block 2 "waiting for the key" by:customer', 'block 2 "waiting for the key please" by:customer'],
    ],
    [
      'decision "Go?" maybe',
      'It is not clear what “maybe” means here.',
      ['decision "Go?"', 'decision "Go? maybe"'],
    ],
    [
      'cadence "Review" friday 16:00',
      '“friday” could be every: or on:.',
      ['cadence Review every:friday at:16:00', 'cadence Review on:2026-12-11 at:16:00'],
    ],
    [
      'cadence "Standup" 9 daily',
      'It is not clear what “9” means here.',
      ['cadence Standup every:daily', 'cadence "Standup 9" every:daily'],
    ],
    ['edit 3 owner @a, @b', 'Assignee takes one person: remove @b.', ['edit 3 owner:@a']],
    ['edit 3 nothing', 'It is not clear what “nothing” means here.', ['edit 3']],
    ['edit 3 high', 'It is not clear what “high” means here.', ['edit 3']],
    ['done 3 at last', 'It is not clear what “at last” means here.', ['done 3']],
    ['start 3 please', 'It is not clear what “please” means here.', ['start 3']],
    [
      'progress 3 60 "OAuth" works',
      'It is not clear what “works” means here.',
      ['progress 3 60 OAuth', 'progress 3 60 "OAuth works"'],
    ],
    [
      'approve 3 "great work" thanks',
      'It is not clear what “thanks” means here.',
      ['approve 3 "great work"', 'approve 3 "great work thanks"'],
    ],
    ['role @ana coach please', 'It is not clear what “please” means here.', ['role @ana coach']],
    ['role @a, @b coach', 'Person takes one person: remove @b.', ['role @a coach']],
    [
      'evidence 2 link https://example.com/c "Signed" 2.1',
      '“2.1” could be target: or for:.',
      [
        'evidence 2 link https://example.com/c Signed target:2.1',
        'evidence 2 link https://example.com/c Signed for:2.1',
      ],
    ],
    [
      'add 3 deliverable "Signed" contract',
      'It is not clear what “contract” means here.',
      ['add 3 deliverable Signed', 'add 3 deliverable "Signed contract"'],
    ],
    [
      'decide D2 go "ready" now',
      'It is not clear what “now” means here.',
      ['decide D2 go ready', 'decide D2 go "ready now"'],
    ],
    ['activate now', 'It is not clear what “now” means here.', ['activate']],
    ['status please', 'It is not clear what “please” means here.', ['status']],
    [
      'new "Beta" 18 dec and @mo',
      'It is not clear what “and” means here.',
      ['new Beta due:2026-12-18 owner:@mo', 'new "Beta and" due:2026-12-18 owner:@mo'],
    ],
    ['role @a @b coach', 'Person takes one person: remove @b.', ['role @a coach']],
    ['role @ana, @bo and @cy coach', 'Person takes one person: remove @cy.', ['role @ana coach']],
    // two days: both are offered, and none is chosen with what else is mended
    [
      'new "Beta" due:10/12/2026',
      'Due date could be 10 December or 12 October: write 2026-12-10 or 2026-10-12.',
      ['new Beta due:2026-12-10', 'new Beta due:2026-10-12'],
    ],
    [
      'new "Beta" start:10/12/2026 due:11/12/2026',
      'Due date could be 11 December or 12 November: write 2026-12-11 or 2026-11-12.',
      [],
    ],
    ['export pdf', 'Format must be one of markdown; you wrote “pdf”.', []],
  ])('%s', (line, message, offered) => {
    const { command, input } = read(line);
    if (input.is !== 'invalid') throw new Error(`read as ${input.is}`);
    expect(input.problems[0]?.message).toBe(message);
    expect((input.offers ?? []).map((offer) => writeLine(command, offer.input))).toEqual(offered);
    for (const again of offered) expect(read(again).input.is).toBe('ok');
  });
});
