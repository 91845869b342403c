import { graphemes } from '../../src/domain/text/characters.ts';
import { cut } from '../../src/domain/text/cut.ts';

/** The only font available when a picture is rendered. */
export const font = 'DejaVu Sans Condensed';

/** Widths of the font's letters, in hundredths of the font size, rounded up. */
const widths: Readonly<Record<number, string>> = {
  21: '\u05d9',
  25: "'ijlıіј\u05d5\u05df\u0627",
  26: 'ḷḹł',
  27: 'IJΙІЈ',
  29: ' ,.·‘’',
  31: '/:;\\|ι',
  32: 'f\u05d6',
  33: '-',
  34: 'ľ',
  36: '()[]t',
  37: 'Ί!r¡\u05e0',
  38: '\u05d2',
  41: '\u062f\u0630',
  42: '"',
  43: 'ªº\u0621',
  44: '\u0631\u0632\u0648\u0698',
  45: '*_`°§–',
  47: 's“”„',
  48: '?z¿гзґ\u05db\u0629\u0647',
  49: 'εζ\u05da\u05e5\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669',
  50: 'cсэє\u05d3',
  51: 'LŁΓνξ\u05e8',
  52: 'Fχ\u05dc',
  53: 'kςυт\u05d1',
  54: 'vxy•γκλвухчь\u05e6\u0639\u063a',
  55: 'PTYÞΡΤΥπτГРТУкяҐ',
  56: 'aeoøð«»δθοабео\u0645',
  57: 'EßΕΞΣЕђ\u05e2\u05e4',
  58: '$0123456789Sbdghnpqu{}đþ¶€£¥βημρσЗлр\u05e3',
  59: 'KΚинпћџ\u05d4\u05d7\u05d8\u05e1\u062c\u062d\u062e\u0686',
  60: 'αφψ\u05dd\u05ea',
  61: '\u05d0',
  62: 'ABVXZΑΒΔΖΛΧАБВХЧЬц\u05de',
  63: 'ΆCRСЭЯдЄ',
  64: 'Къ\u05e7\u05e9',
  66: 'U\u0644',
  67: '\u0646',
  68: 'ΈHNΗΝΠИЛНПмЏ',
  69: 'Ω',
  70: 'DGĐЦ\u0642',
  71: '&OQØΘΟΦΨДОЂЋ\u0649\u064a\u06cc',
  72: 'ы',
  74: 'Όw',
  75: 'ΎΏЪ\u0643',
  76: '#+<=>^~×÷±→←↔ωю',
  77: 'ф',
  78: 'ƯMΜМФ',
  79: 'Ή',
  80: 'Ы',
  81: 'њ\u06a9\u06af',
  82: 'жљ',
  83: 'Ơш',
  84: '\u0637\u0638',
  85: 'щ\u0628\u062a\u062b\u067e',
  86: '%',
  88: 'mÆ',
  89: 'Wæ',
  90: '@©®—…',
  93: 'œ',
  94: '\u0641',
  95: 'Њ',
  97: 'ŒЖШ',
  98: 'Ю',
  99: 'ЩЉ',
  109: '\u0635\u0636',
  110: '\u0633\u0634',
};

const widthByLetter = new Map(
  Object.entries(widths).flatMap(([width, letters]) =>
    [...letters].map((letter) => [letter, Number(width) / 100] as const),
  ),
);

/** Wider than any other letter that is drawn. */
const otherWidth = 1.3;

/** Returns the width of a text on one line, in the unit of `size`; never less than it is drawn with. */
export function widthOf(text: string, size: number): number {
  let width = 0;
  for (const letter of text.normalize('NFC')) width += widthOfLetter(letter);
  return width * size;
}

/** A letter with an accent is as wide as the one without. */
function widthOfLetter(letter: string): number {
  const known = widthByLetter.get(letter);
  if (known !== undefined) return known;
  const parts = letter.normalize('NFD');
  if (parts !== letter) return widthOfLetter(parts.slice(0, -1).normalize('NFC'));
  return isMark.test(letter) ? 0 : otherWidth;
}

const isMark = /^\p{Mn}$/u;

/** Scripts that the font has: Latin, Greek, Cyrillic, Hebrew and Arabic, which it joins and orders. */
const scripts = [
  [0x20, 0x7e],
  [0xa0, 0x24f],
  [0x300, 0x34f],
  [0x384, 0x38a],
  [0x38c, 0x38c],
  [0x38e, 0x3a1],
  [0x3a3, 0x482],
  [0x48a, 0x525],
  [0x5d0, 0x5ea],
  [0x621, 0x63a],
  [0x640, 0x655],
  [0x660, 0x66d],
  [0x679, 0x6bf],
  [0x6f0, 0x6f9],
  [0x1e00, 0x1efb],
  [0x2010, 0x2027],
  [0x2030, 0x2030],
  [0x2032, 0x205e],
  [0x20a0, 0x20b5],
  [0x2190, 0x22ff],
  [0x2713, 0x2718],
] as const;

const isDrawable = (letter: string) => {
  const code = letter.codePointAt(0) ?? 0;
  return scripts.some(([first, last]) => first <= code && code <= last);
};

const emoji =
  /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\u200d\u20e3\ufe0e\ufe0f]/u;

/**
 * Returns a text with the letters that the font has. Emoji are left out, and "…" stands for other letters,
 * which would show as empty boxes. `isWhole` is false if it lost letters.
 */
export function inFont(text: string): { text: string; isWhole: boolean } {
  let isWhole = true;
  let kept = '';
  for (const letter of text.normalize('NFC').replaceAll(/\s+/g, ' ')) {
    if (isDrawable(letter)) kept += letter;
    else if (!isSilent(letter)) {
      isWhole = false;
      kept += kept.endsWith('…') ? '' : '…';
    }
  }
  const shown = kept
    .replaceAll(/ +/g, ' ')
    .replaceAll(/…( …)+/g, '…')
    .trim();
  return shown === '' ? { text: '…', isWhole: false } : { text: shown, isWhole };
}

const isSilent = (letter: string) => emoji.test(letter) || /[\p{Cc}\p{Cf}]/u.test(letter);

/** The width of each line; there are as many lines at most. */
type Lines = readonly number[];

/** Breaks a text into lines of at most these widths. Only a text that fills all of them is cut. */
export function wrapped(text: string, [width = 0, ...next]: Lines, size: number): string[] {
  if (widthOf(text, size) <= width) return [text];
  if (next.length === 0) return [cut(text, fittingUnits(text, width - widthOf('…', size), size) + 1)];
  const fitting = text.slice(0, fittingUnits(text, width, size));
  const space = fitting.lastIndexOf(' ');
  // a long word is broken, so that no line stays half empty
  const at =
    text[fitting.length] === ' ' ? fitting.length : space > fitting.length / 2 ? space : fitting.length;
  return [text.slice(0, at).trimEnd(), ...wrapped(text.slice(at).trimStart(), next, size)];
}

/** Returns how many code units of a text fit into a width. */
function fittingUnits(text: string, width: number, size: number): number {
  let units = 0;
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    used += widthOf(segment, size);
    if (used > width) break;
    units += segment.length;
  }
  return units;
}
