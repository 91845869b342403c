import { crc32 } from 'node:zlib';

/** 1 January 1980, midnight: the first moment that the format knows, so that equal files make equal archives. */
const firstDay = 0x0021;
const versionNeeded = 10;
const localSignature = 0x04034b50;
const centralSignature = 0x02014b50;
const endSignature = 0x06054b50;

/**
 * Files as a zip archive, uncompressed: the same bytes for the same files. Names are ASCII; a
 * slash makes a folder. Source: PKWARE, APPNOTE.
 */
export function zip(files: ReadonlyMap<string, Uint8Array>): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, data] of files) {
    const about = describe(name, data);
    const body = Buffer.concat([u32(localSignature), about, Buffer.from(name), data]);
    // comment length, disk, attributes inside and outside: none
    directory.push(
      Buffer.concat([
        u32(centralSignature),
        u16(versionNeeded),
        about,
        Buffer.alloc(10),
        u32(offset),
        Buffer.from(name),
      ]),
    );
    bodies.push(body);
    offset += body.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.concat([
    u32(endSignature),
    u32(0),
    u16(files.size),
    u16(files.size),
    u32(index.length),
    u32(offset),
    u16(0),
  ]);
  return Buffer.concat([...bodies, index, end]);
}

/** What both headers of a file say: how it is stored, when, its checksum, its size, the length of its name. */
function describe(name: string, data: Uint8Array): Buffer {
  return Buffer.concat([
    u16(versionNeeded),
    u16(0),
    u16(0),
    u16(0),
    u16(firstDay),
    u32(crc32(data)),
    u32(data.length),
    u32(data.length),
    u16(name.length),
    u16(0),
  ]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
