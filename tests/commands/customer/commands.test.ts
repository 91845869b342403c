import { describe, expect, it } from 'vitest';
import { commandsOf, groupNames } from '../../../src/commands/groups.ts';
import { customerCommands, privateCommands } from '../../../src/domain/customer/commands.ts';
import { kinds } from '../../../src/domain/project/policies.ts';
import { projectOf } from '../../support/cards/facts.ts';

/** What help shows to a customer, in projects of every kind. */
const shown = new Set(
  kinds.flatMap((kind) =>
    groupNames.flatMap((group) => commandsOf(group, { role: 'client', project: projectOf(kind) })),
  ),
);

describe('the buttons of a customer’s room', () => {
  it('lead to commands that a customer can use', () => {
    expect([...customerCommands].filter((name) => !shown.has(name))).toEqual([]);
  });

  it('are, with those of private answers, all that help shows to a customer', () => {
    expect([...customerCommands, ...privateCommands].sort()).toEqual([...shown].sort());
  });
});
