/** One request of Slack and its HTTP answer, as listeners see it. */
export type Exchange = {
  /** Idempotency key of this delivery, the same for every retry. */
  delivery: string;
  /** Acknowledges an event: its work is stored, and the rest may take longer. */
  accept(): void;
  /** Whether the deadline has passed, so that the answer needs another way. */
  isLate(): boolean;
};

/** An HTTP answer. A string is sent as text, an object as JSON. */
export type Answer = { status: number; body?: string | object; noRetry?: boolean };

/** Acknowledges without content. */
export const emptyAnswer: Answer = { status: 200 };
