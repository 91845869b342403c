import { listing } from './listing.ts';
import type { Image } from './png.ts';
import { coverage, placed, polygon, type Shape, stroke, union, without } from './shapes.ts';

// Straight edges are multiples of 1/25, so that they meet the pixels of the small icon.
const pole = stroke([0.26, 0.06], [0.26, 0.9], 0.12);
const stone = without(stroke([0.16, 1], [0.36, 1], 0.32), (_, y) => y > 1);
const flag = polygon([0.26, 0.04], [1, 0.04], [0.84, 0.32], [1, 0.6], [0.26, 0.6]);
const tick = union(stroke([0.44, 0.34], [0.53, 0.43], 0.075), stroke([0.53, 0.43], [0.71, 0.22], 0.075));

/** A flag with a tick, planted in a stone: a milestone reached. In the unit square. */
const mark = union(pole, stone, without(flag, tick));
/** The same for small sizes, where the tick would be a smudge. */
const plainMark = union(pole, stone, flag);

const WHITE = 255;

/** Full colour, 192 by 192: the mark in the middle 112, well inside the 120 that Teams never crops. */
export function colorIcon(): Image {
  const size = 192;
  const ground = rgb(listing.accent);
  return drawn(size, placed(mark, 41, 40, 112), (covered) => [
    ...ground.map((part) => Math.round(part + (WHITE - part) * covered)),
    255,
  ]);
}

/** White on transparent, 32 by 32, for Teams' side bar. */
export function outlineIcon(): Image {
  return drawn(32, placed(plainMark, 3, 3, 25), (covered) => [
    WHITE,
    WHITE,
    WHITE,
    Math.round(255 * covered),
  ]);
}

function drawn(size: number, shape: Shape, pixel: (covered: number) => number[]): Image {
  const rgba = Uint8Array.from([...coverage(shape, size)].flatMap(pixel));
  return { width: size, height: size, rgba };
}

const rgb = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
