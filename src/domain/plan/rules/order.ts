import { type Outcome, ok, rule } from '../../outcome.ts';
import type { Link } from '../dependencies.ts';
import type { Node } from '../plan.ts';
import { milestoneName } from '../transitions.ts';

/** A milestone of a plan whose order of work is checked. */
type Ordered = Pick<Node, 'id' | 'parentId' | 'number' | 'name' | 'outcome'>;

/** Why the start or end of a milestone waits for another. */
type Relation = 'requires' | 'is a part of' | 'contains';

/** The start or the end of a milestone. */
type Point = `${string}/${'start' | 'end'}`;

type Wait = { on: Point; why: Relation | null };

/**
 * Refuses a plan that no order of work can meet (MODEL-1, MODEL-3). A milestone starts after all that it requires
 * ended and not before its parent; it ends after its parts. A circle of these is named milestone by milestone.
 * `tree` and `links` are the plan as it will be; links of other milestones are left out.
 */
export function checkOrder(tree: readonly Ordered[], links: readonly Link[]): Outcome<true> {
  const nodes = new Map(tree.map((node) => [node.id, node]));
  const name = (id: string) => {
    const node = nodes.get(id);
    return node ? milestoneName(node) : '';
  };
  const present = links.filter(
    ({ milestoneId, requiresId }) => nodes.has(milestoneId) && nodes.has(requiresId),
  );
  const circle = circleIn(waitsOf([...nodes.values()], present));
  if (!circle) return ok(true);
  const hops = hopsOf(circle);
  const requirements = hops.filter(({ why }) => why === 'requires');
  const [only] = requirements;
  if (!only) return rule('A milestone cannot be below itself.');
  if (only.from === only.to) return rule(`${name(only.from)} cannot require itself.`);
  if (requirements.length === 1) {
    const [part, whole] = isAbove(nodes, only.from, only.to) ? [only.to, only.from] : [only.from, only.to];
    return rule(
      `${name(part)} is a part of ${name(whole)}, so neither can require the other.`,
      'Choose milestones that are not above or below each other.',
    );
  }
  const numberOf = (id: string) => nodes.get(id)?.number ?? 0;
  const first = requirements.reduce((a, b) => (numberOf(b.from) < numberOf(a.from) ? b : a));
  const at = hops.indexOf(first);
  const words = [...hops.slice(at), ...hops.slice(0, at)].map(({ why, to }) => `${why} ${name(to)}`);
  const shown = words.slice(0, maxHops).join(', which ');
  const more = words.length > maxHops ? ', and so on' : '';
  return rule(`That would be a circle: ${name(first.from)} ${shown}${more}.`, 'Leave one of them out.');
}

const maxHops = 8;

function isAbove(nodes: ReadonlyMap<string, Ordered>, upper: string, lower: string): boolean {
  const parentId = nodes.get(lower)?.parentId ?? null;
  return parentId !== null && (parentId === upper || isAbove(nodes, upper, parentId));
}

/** Returns what the start and the end of each milestone wait for. */
function waitsOf(nodes: readonly Ordered[], links: readonly Link[]): Map<Point, Wait[]> {
  const waits = new Map<Point, Wait[]>();
  for (const { id } of nodes) {
    waits.set(`${id}/start`, []);
    waits.set(`${id}/end`, [{ on: `${id}/start`, why: null }]);
  }
  for (const { id, parentId } of nodes) {
    const ofParent = parentId === null ? undefined : waits.get(`${parentId}/end`);
    if (!ofParent) continue;
    ofParent.push({ on: `${id}/end`, why: 'contains' });
    waits.get(`${id}/start`)?.push({ on: `${parentId}/start`, why: 'is a part of' });
  }
  for (const { milestoneId, requiresId } of links)
    waits.get(`${milestoneId}/start`)?.push({ on: `${requiresId}/end`, why: 'requires' });
  return waits;
}

/** A wait with the point that waits. */
type Step = Wait & { at: Point };

/** Returns a shortest circle of waits through one of the points that are on any; undefined without one. */
function circleIn(waits: ReadonlyMap<Point, readonly Wait[]>): Step[] | undefined {
  const start = pointOnCircle(waits);
  if (start === undefined) return undefined;
  const cameBy = new Map<Point, Step>();
  const queue = [start];
  for (const at of queue) {
    for (const wait of waits.get(at) ?? []) {
      if (cameBy.has(wait.on)) continue;
      cameBy.set(wait.on, { ...wait, at });
      if (wait.on !== start) queue.push(wait.on);
    }
    if (cameBy.has(start)) break;
  }
  const circle: Step[] = [];
  for (let step = cameBy.get(start); step; step = step.at === start ? undefined : cameBy.get(step.at))
    circle.unshift(step);
  return circle;
}

/** Returns a point on a circle of waits; undefined without one. Keeps its own stack, because plans can be long. */
function pointOnCircle(waits: ReadonlyMap<Point, readonly Wait[]>): Point | undefined {
  const clear = new Set<Point>();
  for (const first of waits.keys()) {
    const path: { at: Point; next: number }[] = [];
    const isOpen = new Set<Point>();
    const enter = (at: Point) => {
      isOpen.add(at);
      path.push({ at, next: 0 });
    };
    if (!clear.has(first)) enter(first);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const wait = waits.get(top.at)?.[top.next];
      top.next += 1;
      if (!wait) {
        clear.add(top.at);
        isOpen.delete(top.at);
        path.pop();
      } else if (isOpen.has(wait.on)) return wait.on;
      else if (!clear.has(wait.on)) enter(wait.on);
    }
  }
  return undefined;
}

/** Returns a circle of waits as relations between milestones. */
const hopsOf = (circle: readonly Step[]): { from: string; why: Relation; to: string }[] =>
  circle.flatMap(({ at, why, on }) => (why === null ? [] : [{ from: idOf(at), why, to: idOf(on) }]));

const idOf = (point: Point): string => point.slice(0, point.lastIndexOf('/'));
