/**
 * Folds a name for comparison: ignores case, accents, width, a leading @ and repeated spaces. "＠José
 * Álvarez" and "jose alvarez" are equal. The database folds the same way (db/queries/people/fold.ts).
 */
export const fold = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^@ ?/, '');
