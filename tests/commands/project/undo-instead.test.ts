import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insteadWords } from '../../../cards/views/project/undo.ts';
import { commands } from '../../../src/commands/registry.ts';
import type { InsteadCommand } from '../../../src/domain/event-declaration.ts';
import { declarationOf, eventTypes } from '../../../src/domain/events.ts';
import { refused } from '../../support/refused.ts';
import { buttonIn, openRunner, type Somebody, type TestRunner, words } from '../../support/runner.ts';
import { channelOf, codeIn, refusal, startTeam, type Team } from '../../support/team.ts';

/** The events that are corrected by a command, with that command. */
const corrected = eventTypes.flatMap((type) => {
  const { undo, on } = declarationOf(type);
  return typeof undo === 'object' && undo.instead ? [{ type, on, instead: undo.instead }] : [];
});

describe('what to do instead of an undo', () => {
  it.each(corrected)(
    'of $type is a command that takes what its button gives: $instead',
    ({ on, instead }) => {
      const inputs = commands.find((one) => one.name === instead)?.input.shape ?? {};
      expect(inputs).not.toEqual({});
      const { of } = insteadWords[instead];
      // a command that also works without a milestone may be offered for an event of the project
      const needsMilestone = of !== null && inputs.milestone?.safeParse(undefined).success !== true;
      expect([needsMilestone && on === 'project', of !== null && !('milestone' in inputs)]).toEqual([
        false,
        false,
      ]);
      expect(Object.keys(of ?? {}).filter((name) => !(name in inputs))).toEqual([]);
    },
  );

  it('has no words for what no event names', () => {
    const named = new Set(corrected.map(({ instead }) => instead));
    expect(Object.keys(insteadWords).sort()).toEqual([...named].sort());
  });
});

/** Lines of Olivia, or of Cleo, the customer, each final; with what the refusal offers instead. */
const finals: [line: string, instead: InsteadCommand][] = [
  ['invoice send 1 sure:yes', 'credit'],
  ['cleo: invoice approve 1 sure:yes', 'dispute'],
  ['cleo: dispute 1 the wrong colour', 'dispute-end'],
  ['cleo: dispute end 1 withdrawn note:"As agreed"', 'dispute'],
  ['dispute 1 nobody answers', 'dispute-end'],
  ['change "Also in Arabic" 2 days:+2 cost:+500 route:next', 'withdraw'],
  ['cleo: sign CO1', 'decline'],
  ['cleo: decline CO1 too much', 'change'],
  ['change "Also in Greek" 2 days:+2 cost:+500 route:next', 'withdraw'],
  ['withdraw CO2', 'change'],
  ['approve 2', 'return'],
  ['return 2 not yet', 'submit'],
  ['decide D1 no-go not yet', 'decision'],
  ['announce C1', 'cadence'],
  ['cleo: approve 3', 'reopen'],
  ['link', 'unlink'],
  ['unlink', 'link'],
];

describe('the refusal of an undo', () => {
  let runner: TestRunner;
  let team: Team;
  let cleo: Somebody;
  beforeAll(async () => {
    runner = await openRunner('postgresql');
    team = await startTeam(runner, 'kind:client price:10000 currency:GBP target:"18 dec 2026"');
    cleo = await team.join('Cleo', 'client');
    await team.tell(
      team.olivia,
      'new "Design" due:"4 dec 2026" share:25',
      'new "Build" due:"11 dec 2026" share:50',
      'new "Launch" start:"14 dec 2026" due:"18 dec 2026" share:25',
      'add 2 deliverable "A shop"',
      'activate',
      'start 1',
      'start 2',
      'terms trigger:advance',
      'policy approver:owner approvers:2',
      'submit 2',
      'decision "Go?" on:"15 dec" criteria:"0 open blockers"',
      'cadence "We are live" on:"18 dec" draft:"The shop is open."',
    );
  });
  afterAll(() => runner.close());

  /** Does what a line says, in this channel or, for a link, from another one. */
  const act = async (by: Somebody, line: string) => {
    const there = channelOf(team.olivia, 'CSECOND');
    if (line === 'approve 3')
      await team.tell(
        team.olivia,
        'policy approver:client approvers:any',
        'terms trigger:on-delivery',
        'submit 3',
      );
    const reply = await runner.say(by, line === 'unlink' ? there : team.room, line);
    if (line === 'link') await runner.say(by, there, `link ${codeIn(reply)}`);
    if (line === 'sign CO1') await runner.use(by, team.room, buttonIn(reply, 'Sign'));
  };

  it.each(finals)('after “%s” offers %s, with a button for those who may', async (line, instead) => {
    const by = line.startsWith('cleo: ') ? cleo : team.olivia;
    await act(by, line.replace('cleo: ', ''));
    const reply = await refused(team.say(by, 'undo'));
    const { label, words: said } = insteadWords[instead];
    expect(words(reply)).toContain(said);
    const button = buttonIn(reply, label);
    if (!button) {
      // who gets no button may not use the command
      expect(await refusal(team.press(by, instead, { milestone: '2' }))).toContain('Only an owner');
      return;
    }
    expect(button.command).toBe(instead);
    // pressing this one would unlink the channel of the test
    if (instead === 'unlink') return;
    expect(['form', 'shown', 'done']).toContain((await runner.use(by, team.room, button)).is);
  });
});
