import type { HistoryReader } from '../events.ts';
import { contributors, type Who } from './access.ts';

/** Returns whose history a person reads; in a customer's channel everybody reads the customer's. */
export function readerOf({ role, room }: Pick<Who, 'role' | 'room'>): HistoryReader {
  if (role === 'client' || room?.audience === 'customer') return 'customer';
  return contributors.includes(role) ? 'team' : 'viewer';
}
