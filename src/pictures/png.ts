import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { font, pixelsPerUnit } from '../../cards/pictures/svg.ts';

const fonts = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf');
const options = {
  fitTo: { mode: 'zoom', value: pixelsPerUnit } as const,
  font: {
    fontFiles: [join(fonts, 'DejaVuSans.ttf'), join(fonts, 'DejaVuSans-Bold.ttf')],
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
