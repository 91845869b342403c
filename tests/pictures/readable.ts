import { expect } from 'vitest';
import { type Drawing, font, overlap } from './read-svg.ts';

/** How wide the apps of both platforms show a picture on a phone 390 pixels wide, at least. */
const phonePixels = 264;

/** Fails where something is hard to read: texts that touch, leave the picture, or are small or crossed. */
export function expectReadable({ units, pixels, texts, lines, shapes }: Drawing): void {
  expect(Math.max(pixels.width, pixels.height)).toBeLessThanOrEqual(1024);
  for (const [nth, text] of texts.entries()) {
    expect((text.size * phonePixels) / units.width).toBeGreaterThanOrEqual(11);
    expect([
      text.words,
      text.left >= 8,
      text.right <= units.width - 8,
      text.bottom <= units.height - 4,
    ]).toEqual([text.words, true, true, true]);
    expect([...text.words].filter((letter) => !font.has(letter))).toEqual([]);
    const inWay = [...texts.slice(nth + 1), ...lines.map(thick), ...shapes].filter((other) =>
      overlap(text, other),
    );
    expect([text.words, inWay]).toEqual([text.words, []]);
  }
}

/** The area of a line with its stroke. */
export const thick = (line: Drawing['lines'][number]) => ({
  ...line,
  left: line.left - 1,
  right: line.right + 1,
});
