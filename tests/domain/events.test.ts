import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  customerMaySee,
  digestTypes,
  type Event,
  eventTypes,
  readRecord,
  redrawScope,
  storedSides,
} from '../../src/domain/events.ts';
import { newMilestone } from '../../src/domain/plan/milestone.ts';

const edited = (fields: Extract<Event, { type: 'edited' }>['fields'] & object): Event => ({
  type: 'edited',
  milestoneId: 'm1',
  fields,
  before: { owner: null },
  after: { owner: 'Ana' },
});

describe('what is stored of an event', () => {
  it('is what it carries beside the changed fields of its milestone, and is read back so', () => {
    const stored = storedSides(edited({ was: { dueDate: null, version: 3 }, is: { dueDate: '2026-12-18' } }));
    expect(stored).toEqual({
      before: { dueDate: null, version: 3, owner: null },
      after: { dueDate: '2026-12-18', owner: 'Ana' },
    });
    expect(readRecord('edited', stored.before, stored.after)).toEqual({
      type: 'edited',
      before: { dueDate: null, owner: null },
      after: { dueDate: '2026-12-18', owner: 'Ana' },
    });
  });

  it('is nothing where it carries nothing', () => {
    expect(storedSides({ type: 'digest_asked' })).toEqual({});
  });

  it('is read without the fields that are missing, malformed or not declared', () => {
    const after = {
      days: '7',
      because: 'D1',
      milestones: [{ number: 1, due: { was: 'x' } }, 'none'],
      odd: 1,
    };
    expect(readRecord('shifted', null, after)).toEqual({
      type: 'shifted',
      before: {},
      after: { because: 'D1', milestones: [{ number: 1, start: null, due: null }] },
    });
    expect(readRecord('progressed', [], 'text')).toEqual({ type: 'progressed', before: {}, after: {} });
  });

  it('is of an unknown kind where no capability declares it, whatever its name', () => {
    for (const type of ['launched_a_rocket', 'toString', '__proto__', ''])
      expect(readRecord(type, { percent: 1 }, { percent: 2 })).toEqual({
        type: 'unknown',
        before: {},
        after: {},
      });
  });

  it('can be read whatever it is', () => {
    const json = fc.jsonValue();
    fc.assert(
      fc.property(fc.constantFrom(...eventTypes), json, json, (type, before, after) => {
        const again = readRecord(type, before, after);
        expect(readRecord(type, again.before, again.after)).toEqual(again);
      }),
      { seed: 11 },
    );
  });
});

describe('the live cards that an event changes (LIVE-1)', () => {
  it('are those of the milestone, of the parents that it had and has, and of the project', () => {
    const moved = edited({ was: { parentId: 'm2' }, is: { parentId: 'm3' } });
    expect(redrawScope([moved])).toEqual({
      isSeen: true,
      isShown: true,
      everything: false,
      milestoneIds: ['m1', 'm2', 'm3'],
    });
    const { parentId } = newMilestone({ id: 'm4', projectId: 'p1', number: 4, order: 1, name: 'New' });
    const made: Event = { type: 'created', milestoneId: 'm4', fields: { is: { parentId } } };
    expect(redrawScope([made, moved]).milestoneIds).toEqual(['m4', 'm1', 'm2', 'm3']);
  });

  it('are none, those of the project alone, or all', () => {
    const snoozed: Event = { type: 'snoozed', milestoneId: 'm1', after: {} };
    const resolved: Event = { type: 'risk_resolved', before: { what: 'R1' } };
    const imported: Event = { type: 'imported', after: { what: '2 milestones' } };
    const nothing = { isSeen: false, isShown: false, everything: false, milestoneIds: [] };
    expect(redrawScope([])).toEqual(nothing);
    expect(redrawScope([snoozed])).toEqual(nothing);
    expect(redrawScope([snoozed, resolved])).toEqual({ ...nothing, isSeen: true, isShown: true });
    expect(redrawScope([resolved, imported])).toMatchObject({ isSeen: true, everything: true });
  });
});

it('a customer sees what was created and which state was reached, and nothing else (CUS-3)', () => {
  const seen = eventTypes.filter((type) => customerMaySee(readRecord(type, null, null)));
  expect(seen.sort()).toEqual(
    [
      ...['approved', 'blocked', 'created', 'done', 'project_activated', 'project_created', 'recalled'],
      ...['reopened', 'returned', 'silently_accepted', 'started', 'submitted', 'unblocked'],
      ...['change_applied', 'change_declined', 'change_proposed', 'change_signed', 'change_superseded'],
      ...[
        'change_withdrawn',
        'credited',
        'dispute_ended',
        'dispute_opened',
        'invoice_approved',
        'invoice_sent',
      ],
      ...[
        'proposal_accepted',
        'proposal_declined',
        'proposal_replaced',
        'proposal_sent',
        'proposal_withdrawn',
      ],
      ...['project_archived', 'project_delivered', 'project_lost', 'project_reopened', 'project_restored'],
      ...['csat_given', 'milestone_rated'],
      'delivery_revoked',
      ...['paid', 'pay_link_set', 'terms_changed', 'written_off'],
    ].sort(),
  );
  const changing = eventTypes.filter((type) => customerMaySee(readRecord(type, null, { status: 'blocked' })));
  expect(changing.filter((type) => !seen.includes(type)).sort()).toEqual([
    'blocker_cleared',
    'blocker_opened',
    'progressed',
  ]);
  expect(customerMaySee(readRecord('of another version', null, { status: 'done' }))).toBe(false);
});

it('a digest tells of what became of milestones and blockers (RMD-3)', () => {
  expect([...digestTypes].sort()).toEqual([
    ...['approved', 'blocked', 'blocker_cleared', 'blocker_opened', 'created', 'done', 'dropped', 'edited'],
    ...['progressed', 'reopened', 'returned', 'silently_accepted', 'stage_achieved', 'stage_unachieved'],
    ...['started', 'unblocked', 'update_approved'],
  ]);
});
