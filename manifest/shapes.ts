/** A shape on a plane whose y grows downwards: whether a point is in it. */
export type Shape = (x: number, y: number) => boolean;

type Point = readonly [x: number, y: number];

/** What is in any of them. */
export const union =
  (...shapes: Shape[]): Shape =>
  (x, y) =>
    shapes.some((shape) => shape(x, y));

/** What is in the first and not in the second. */
export const without =
  (shape: Shape, cut: Shape): Shape =>
  (x, y) =>
    shape(x, y) && !cut(x, y);

/** A straight stroke with round ends. */
export function stroke([ax, ay]: Point, [bx, by]: Point, width: number): Shape {
  const [dx, dy] = [bx - ax, by - ay];
  const length2 = dx * dx + dy * dy;
  return (x, y) => {
    const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length2));
    const [ox, oy] = [x - ax - along * dx, y - ay - along * dy];
    return ox * ox + oy * oy <= (width / 2) ** 2;
  };
}

/** A polygon: in it is what an odd number of its edges lies to the right of. */
export function polygon(...corners: Point[]): Shape {
  const edges = corners.map((from, i) => [from, corners[i + 1] ?? corners[0] ?? from] as const);
  return (x, y) => {
    const right = edges.filter(
      ([[ax, ay], [bx, by]]) => ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax),
    );
    return right.length % 2 === 1;
  };
}

/** The shape, its unit square laid over the square at (left, top) with that side. */
export const placed =
  (shape: Shape, left: number, top: number, side: number): Shape =>
  (x, y) =>
    shape((x - left) / side, (y - top) / side);

/** Points looked at along each side of a pixel. */
const SAMPLES = 8;

/** How much of each pixel of a square image the shape covers, 0 to 1, by row from the top. */
export function coverage(shape: Shape, size: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, at) => {
    let inside = 0;
    for (let i = 0; i < SAMPLES * SAMPLES; i += 1) {
      const x = (at % size) + ((i % SAMPLES) + 0.5) / SAMPLES;
      const y = Math.floor(at / size) + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES;
      if (shape(x, y)) inside += 1;
    }
    return inside / SAMPLES ** 2;
  });
}
