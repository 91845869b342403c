/** The font that is embedded in every PDF: Latin, Greek and Cyrillic. */
export const pdfFont = 'DejaVu Sans Condensed';
