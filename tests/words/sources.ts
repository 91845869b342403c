import { globSync, readFileSync } from 'node:fs';
import { parseAst } from 'vitest/node';

/** A text in the source, with `…` for each value that is filled in. */
export type SourceText = { place: string; text: string };

/** The folders whose texts reach people. */
const folders = [
  'cards/views',
  'cards/pictures',
  'src/commands',
  'src/domain',
  'src/grammar',
  'src/dates',
  'src/document',
  'src/runner',
  'src/schedule/kinds',
  'adapters/{slack,teams}/{inbound,reply}',
  'adapters/email',
  'manifest',
];

/** Returns every text of two words or more that code can show, and every share, with its file and line. */
export function sourceTexts(): SourceText[] {
  return folders.flatMap((folder) =>
    globSync(`${folder}/**/*.ts`)
      .sort()
      .flatMap((file) => textsIn(file, readFileSync(file, 'utf8'))),
  );
}

type Node = { type: string; start: number; end: number };

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Returns the texts of one file. Types, imports and log lines are not read by people. */
export function textsIn(file: string, source: string): SourceText[] {
  const texts: SourceText[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const one of value) visit(one);
      return;
    }
    if (!isNode(value) || /^(?:TS(?!As|Satisfies|NonNull)|Import|ExportAll)/.test(value.type)) return;
    if (isLog(source.slice(value.start, value.start + 40))) return;
    const text = textOf(value);
    if (text !== undefined && /\p{L}\S*\s+\S*\p{L}|^\s?%$|…\s?%/u.test(text))
      texts.push({ place: `${file}:${source.slice(0, value.start).split('\n').length}`, text });
    for (const child of Object.values(value)) if (typeof child === 'object') visit(child);
  };
  visit(parseAst(source, { lang: 'ts' }).body);
  return texts;
}

const isLog = (code: string) => /^(?:\w+\.)*log\??\.(?:info|warn|error)\(/.test(code);

function textOf(node: Node): string | undefined {
  if (node.type === 'Literal' && 'value' in node && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral' || !('quasis' in node)) return undefined;
  const parts = node.quasis as { value: { cooked: string | null } }[];
  return parts.map(({ value }) => value.cooked ?? '').join('…');
}
