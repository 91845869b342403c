import type { Tx } from '../../db/database.ts';

/** Wakes the rooms that something is planned for; one statement inside the transaction. */
export type Enqueue = (tx: Tx, workspaceId: string, roomIds: string[]) => Promise<void>;
