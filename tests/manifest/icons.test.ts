import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodePng } from '../support/preview/png.ts';

const icon = (name: string) => readFileSync(new URL(`../../manifest/teams/${name}.png`, import.meta.url));

/** Widths and heights as the file's own header says them. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

describe('the colour icon', () => {
  const png = icon('color');
  const { pixels, width } = decodePng(png);

  it('is 192 by 192 pixels', () => {
    expect(sizeOf(png)).toEqual([192, 192]);
  });

  it('covers its ground, with the mark in the middle 120 that is never cropped', () => {
    const [ground] = pixels;
    expect(ground).toEqual([0x1b, 0x5e, 0x6b, 255]);
    const drawn = pixels.flatMap((pixel, at) =>
      pixel.join() === ground?.join() ? [] : [[at % width, Math.floor(at / width)]],
    );
    const spread = drawn.flat();
    expect(Math.min(...spread)).toBeGreaterThanOrEqual(36);
    expect(Math.max(...spread)).toBeLessThan(156);
    expect(drawn.length).toBeGreaterThan(2000);
  });

  it('has smooth edges and no see-through pixel', () => {
    expect(pixels.filter(([, , , alpha]) => alpha !== 255)).toEqual([]);
    expect(new Set(pixels.map(([red]) => red)).size).toBeGreaterThan(10);
  });
});

describe('the outline icon', () => {
  const png = icon('outline');
  const { pixels } = decodePng(png);

  it('is 32 by 32 pixels', () => {
    expect(sizeOf(png)).toEqual([32, 32]);
  });

  it('is white on nothing', () => {
    expect(pixels.filter(([red, green, blue]) => red + green + blue !== 3 * 255)).toEqual([]);
    const alphas = pixels.map(([, , , alpha]) => alpha);
    expect([alphas[0], alphas.at(-1)]).toEqual([0, 0]);
    expect(alphas.filter((alpha) => alpha === 255).length).toBeGreaterThan(150);
  });
});
