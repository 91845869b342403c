import type { Read } from './read.ts';

/** Whether a request links the channel where it was made, so that the bot must be able to post there. */
export const linksItsRoom = ({ command, raw, project, drawn }: Read): boolean =>
  command.linksRoom?.(raw, project !== undefined || drawn?.about !== undefined) === true;

/** Whether a request may change to which project its room belongs. */
export const changesLink = (read: Read): boolean => linksItsRoom(read) || read.command.unlinksRoom === true;
