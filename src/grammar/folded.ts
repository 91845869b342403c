/** `blocks-go-live`, `blocksGoLive`, `Blocks–Go–Live` and `ｄｕｅ` as one name of a key. */
export const folded = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\p{Pd}_]/gu, '');
