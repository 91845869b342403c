/**
 * A name as people compare it: without case, accents, width, a sign of mention and double spaces. "＠José  Álvarez"
 * and "jose alvarez" are the same. The database folds alike (db/queries/people/fold.ts).
 */
export const fold = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^@ ?/, '');
