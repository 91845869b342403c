/** A block as it came over the wire. */
export type Wire = Record<string, unknown> & { type: string; block_id?: string };
