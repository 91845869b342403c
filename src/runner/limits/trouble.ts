import { failureOf } from '../../../db/driver/failure.ts';
import type { FailureReason } from '../../domain/outcome.ts';
import { OutcomeUnknown, TooLate } from './deadline.ts';

/** Returns why Milepost failed, by the error that ended a request. */
export function troubleOf(error: unknown): FailureReason {
  if (error instanceof OutcomeUnknown) return 'unknown';
  return error instanceof TooLate ? 'busy' : failureOf(error);
}
