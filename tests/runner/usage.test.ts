import { describe, expect, it } from 'vitest';
import { explain, usage } from '../../src/runner/input/usage.ts';
import { sample } from '../grammar/sample-commands.ts';

describe('the usage of a command', () => {
  it.each([
    ['progress', 'progress <milestone> <percent> [note…]'],
    ['add', 'add <milestone> <deliverable|criterion|task|demo-step> <text…>'],
    ['move', 'move <milestone> before:milestone'],
    ['history', 'history [milestone]'],
    ['projects', 'projects'],
    ['block', 'block <milestone> <reason…> [by:expert|team|customer]'],
    [
      'new',
      'new <name…> [due:date] [start:date] [share:number] [owner:@person] [type:time|event] [outcome:"text"] [priority:p0|p1|p2|p3] [parent:milestone] [blocks-go-live:yes|no]',
    ],
  ])('shows how %s is typed', (name, line) => {
    expect(usage(sample(name))).toBe(line);
  });

  it('is explained input by input', () => {
    expect(explain(sample('block'))).toEqual([
      { typed: '<milestone>', takes: 'Milestone: the number of a milestone, or its name' },
      { typed: '<reason…>', takes: 'Reason: 3 to 500 characters, such as the tests fail' },
      { typed: '[by:expert|team|customer]', takes: 'Waiting for: one of expert, team, customer' },
    ]);
  });
});
