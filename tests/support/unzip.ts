import { crc32 } from 'node:zlib';

/** Returns the files of an uncompressed zip archive, read from its central directory. */
export function unzip(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end === -1) throw new Error('This is no zip archive');
  const files = new Map<string, Buffer>();
  let entry = archive.readUInt32LE(end + 16);
  for (let n = archive.readUInt16LE(end + 10); n > 0; n -= 1) {
    if (archive.toString('latin1', entry, entry + 4) !== 'PK\x01\x02')
      throw new Error('The directory is damaged');
    const [checksum, size, nameLength] = [16, 20, 28].map((at, i) =>
      i === 2 ? archive.readUInt16LE(entry + at) : archive.readUInt32LE(entry + at),
    ) as [number, number, number];
    const name = archive.toString('latin1', entry + 46, entry + 46 + nameLength);
    files.set(name, contents(archive, archive.readUInt32LE(entry + 42), size, checksum, name));
    entry += 46 + nameLength;
  }
  return files;
}

function contents(archive: Buffer, at: number, size: number, checksum: number, name: string): Buffer {
  const nameLength = archive.readUInt16LE(at + 26);
  const start = at + 30 + nameLength + archive.readUInt16LE(at + 28);
  const data = archive.subarray(start, start + size);
  const named = archive.toString('latin1', at + 30, at + 30 + nameLength);
  if (named !== name || crc32(data) !== checksum || archive.readUInt32LE(at + 14) !== checksum) {
    throw new Error(`${name} is damaged`);
  }
  return data;
}
