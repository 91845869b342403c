import type { HistoryReader } from '../events.ts';
import { isReadByCustomers, seesCosts, type Who } from './access.ts';

/** Returns whose history a person reads; in a customer's channel everybody reads the customer's. */
export function readerOf({ role, room }: Pick<Who, 'role' | 'room'>): HistoryReader {
  if (role === 'client' || isReadByCustomers(room)) return 'customer';
  return seesCosts({ role, room }) ? 'team' : 'viewer';
}
