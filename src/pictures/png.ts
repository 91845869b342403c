import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { font } from '../../cards/pictures/letters.ts';

const fonts = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf');
const options = {
  font: {
    fontFiles: [join(fonts, 'DejaVuSansCondensed.ttf')],
    // the same picture on every machine
    loadSystemFonts: false,
    defaultFontFamily: font,
  },
};

/** Renders SVG as PNG off the main thread, with a library that is loaded at the first picture. */
export async function pngOf(svg: string): Promise<Buffer> {
  const { renderAsync } = await import('@resvg/resvg-js');
  return (await renderAsync(svg, options)).asPng();
}
