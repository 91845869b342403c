import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkParent,
  checkShares,
  type Node,
  nextOrder,
  outline,
  reorder,
  siblings,
} from '../../../src/domain/plan/plan.ts';
import { nodeOf } from './sample.ts';

/** A line of five, each below the one before. */
const line = [1, 2, 3, 4, 5].map((n) => nodeOf(n, { parentId: n === 1 ? null : `m${n - 1}` }));

describe('where a milestone may hang', () => {
  it.each([
    ['a new one at the top', null, null, true],
    ['a new one at the fifth level', null, 'm4', true],
    ['a new one at the sixth level', null, 'm5', false],
    ['below itself', 'm2', 'm2', false],
    ['below its own child', 'm2', 'm4', false],
    ['to the top', 'm2', null, true],
    ['below another, with what is below it', 'm6', 'm3', true],
    ['too deep with what is below it', 'm6', 'm4', false],
  ])('%s', (_, child, parent, may) => {
    const tree = [...line, nodeOf(6), nodeOf(7, { parentId: 'm6' })];
    expect(checkParent(tree, child, parent).ok).toBe(may);
  });

  it('keeps any tree free of circles and at most five deep, whatever is tried', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(9), fc.option(fc.nat(9), { nil: null })), { maxLength: 40 }),
        (tries) => {
          let tree = Array.from({ length: 10 }, (_, n) => nodeOf(n));
          for (const [child, parent] of tries) {
            const parentId = parent === null ? null : `m${parent}`;
            if (!checkParent(tree, `m${child}`, parentId).ok) continue;
            tree = tree.map((node) => (node.id === `m${child}` ? { ...node, parentId } : node));
          }
          const drawn = outline(tree);
          expect(drawn).toHaveLength(10);
          expect(Math.max(...drawn.map(({ depth }) => depth))).toBeLessThan(5);
        },
      ),
    );
  });
});

describe('order', () => {
  const row = [1, 2, 3, 4].map((n) => nodeOf(n));

  it.each([
    ['m4', 'm1', 'before', 'm4 m1 m2 m3'],
    ['m1', 'm4', 'after', 'm2 m3 m4 m1'],
    ['m1', 'm2', 'after', 'm2 m1 m3 m4'],
    ['m2', 'm3', 'before', 'm1 m2 m3 m4'],
  ] as const)('%s %s %s: %s', (id, target, where, after) => {
    expect(applied(row, reorder(row, id, target, where))).toBe(after);
  });

  it('is a permutation with the moved one next to its target, numbered from 1 without gaps', () => {
    const cases = fc
      .tuple(fc.integer({ min: 2, max: 12 }), fc.nat(), fc.nat(), fc.constantFrom('before', 'after'))
      .filter(([size, a, b]) => a % size !== b % size);
    fc.assert(
      fc.property(cases, ([size, a, b, where]) => {
        const nodes = Array.from({ length: size }, (_, n) => nodeOf(n + 1, { order: n + 1 }));
        const [id, target] = [`m${(a % size) + 1}`, `m${(b % size) + 1}`];
        const moved = reorder(nodes, id, target, where);
        const names = applied(nodes, moved).split(' ');
        expect([...names].sort()).toEqual(nodes.map((node) => node.id).sort());
        expect(names.indexOf(id) - names.indexOf(target)).toBe(where === 'before' ? -1 : 1);
        const rest = names.filter((name) => name !== id);
        expect(rest).toEqual(nodes.map((node) => node.id).filter((name) => name !== id));
        const orders = nodes.map((node) => moved.find((one) => one.id === node.id)?.order ?? node.order);
        expect(orders.sort((x, y) => x - y)).toEqual(nodes.map((_, n) => n + 1));
      }),
    );
  });

  it('puts a new one last among its siblings', () => {
    const tree = [nodeOf(1), nodeOf(2, { order: 7 }), nodeOf(3, { parentId: 'm1', order: 4 })];
    expect([nextOrder(tree, null), nextOrder(tree, 'm1'), nextOrder(tree, 'm2')]).toEqual([8, 5, 1]);
    expect(siblings(tree, null).map(({ id }) => id)).toEqual(['m1', 'm2']);
  });
});

describe('an outline', () => {
  it('has each parent before its children, in their order', () => {
    const tree = [
      nodeOf(3, { parentId: 'm2' }),
      nodeOf(1, { order: 2 }),
      nodeOf(2, { order: 1 }),
      nodeOf(4, { parentId: 'm3' }),
    ];
    expect(outline(tree).map(({ node, depth }) => `${depth}${node.id}`)).toEqual([
      '0m2',
      '1m3',
      '2m4',
      '0m1',
    ]);
  });

  it('puts those whose parent is not shown at the top', () => {
    expect(outline([nodeOf(3, { parentId: 'm2' })]).map(({ depth }) => depth)).toEqual([0]);
  });
});

describe('shares', () => {
  const shares = (...each: (number | null)[]) => each.map((share, n) => nodeOf(n + 1, { share }));

  it.each([
    [shares(30, 50, 20), undefined],
    [shares(30, 60), 'The shares of the milestones sum to 90, not 100: 10 too few.'],
    [shares(60, 60), 'The shares of the milestones sum to 120, not 100: 20 too many.'],
    [shares(100, null), undefined],
    [shares(null), 'The shares of the milestones sum to 0, not 100: 100 too few.'],
    [[], 'A plan needs a milestone before you can activate it.'],
    [[...shares(100), nodeOf(2, { share: 50, parentId: 'm1' })], undefined],
  ])('%#: %s', (tree, sentence) => {
    const outcome = checkShares(tree);
    expect(outcome.ok).toBe(sentence === undefined);
    if (!outcome.ok) expect(outcome.refusal).toMatchObject({ is: 'rule', sentence });
  });
});

/** The ids of a row after a move, in order. */
const applied = (row: Node[], moved: { id: string; order: number }[]) =>
  row
    .map((node) => ({ ...node, order: moved.find(({ id }) => id === node.id)?.order ?? node.order }))
    .sort((a, b) => a.order - b.order)
    .map(({ id }) => id)
    .join(' ');
