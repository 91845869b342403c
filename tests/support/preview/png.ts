import { crc32, inflateSync } from 'node:zlib';

/** A pixel: red, green, blue, alpha. */
type Pixel = [number, number, number, number];

/** Decodes a PNG of 8-bit RGBA with filter types none and up. Throws when it is damaged. */
export function decodePng(file: Buffer): { width: number; height: number; pixels: Pixel[] } {
  if (file.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') throw new Error('This is no PNG');
  const chunks = chunksOf(file.subarray(8));
  const header = chunks.get('IHDR') ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  if (header.toString('hex', 8) !== '0806000000') throw new Error('This is no 8-bit RGBA');
  const rows = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  const pixels: Pixel[] = [];
  let above = Buffer.alloc(width * 4);
  for (let y = 0; y < height; y += 1) {
    const [filter, row] = [
      rows[y * (width * 4 + 1)],
      rows.subarray(y * (width * 4 + 1) + 1, (y + 1) * (width * 4 + 1)),
    ];
    if (filter !== 0 && filter !== 2) throw new Error(`Row ${y} has the filter ${filter}`);
    above = Buffer.from(row.map((part, i) => part + (filter === 2 ? (above[i] ?? 0) : 0)));
    for (let x = 0; x < width; x += 1) pixels.push([...above.subarray(x * 4, x * 4 + 4)] as Pixel);
  }
  return { width, height, pixels };
}

function chunksOf(file: Buffer): Map<string, Buffer> {
  const chunks = new Map<string, Buffer>();
  for (let at = 0; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const named = file.subarray(at + 4, at + 8 + length);
    if (crc32(named) !== file.readUInt32BE(at + 8 + length)) throw new Error('A checksum is wrong');
    chunks.set(named.toString('latin1', 0, 4), named.subarray(4));
    at += length + 12;
  }
  return chunks;
}
