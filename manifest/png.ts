import { constants, crc32, deflateSync } from 'node:zlib';

/** Pixels by row from the top, four bytes each: red, green, blue, alpha. */
export type Image = { width: number; height: number; rgba: Uint8Array };

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const EIGHT_BIT = 8;
const WITH_ALPHA = 6;
const FILTER_UP = 2;

/**
 * An image as a PNG file, the same bytes on every machine: runs are all that is looked for, because
 * zlib searches for longer matches in ways that differ between processors.
 * Source: W3C, Portable Network Graphics.
 */
export function encodePng(image: Image): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(image.width, 0);
  header.writeUInt32BE(image.height, 4);
  header[8] = EIGHT_BIT;
  header[9] = WITH_ALPHA;
  const pixels = deflateSync(filtered(image), { level: 9, strategy: constants.Z_RLE });
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Each row as its difference to the one above, so that flat areas become zeros. */
function filtered({ width, height, rgba }: Image): Buffer {
  const row = width * 4;
  const out = Buffer.alloc((row + 1) * height);
  for (let y = 0; y < height; y += 1) {
    out[y * (row + 1)] = FILTER_UP;
    for (let x = 0; x < row; x += 1) {
      const at = y * row + x;
      const above = y === 0 ? 0 : (rgba[at - row] ?? 0);
      out[y * (row + 1) + 1 + x] = ((rgba[at] ?? 0) - above) & 0xff;
    }
  }
  return out;
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)]);
}
