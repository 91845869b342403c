import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { pdfFont } from '../../cards/pdf/font.ts';

const folder = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf');
const [normal, bold] = [
  join(folder, 'DejaVuSansCondensed.ttf'),
  join(folder, 'DejaVuSansCondensed-Bold.ttf'),
];

/** Lays a document out as PDF with embedded fonts, with a library that is loaded at the first one. */
export async function pdfOf(definition: TDocumentDefinitions): Promise<Buffer> {
  const { default: pdfmake } = await import('pdfmake');
  // a document reads nothing but its fonts
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path === normal || path === bold);
  pdfmake.setFonts({ [pdfFont]: { normal, bold } });
  return pdfmake.createPdf(definition).getBuffer();
}
