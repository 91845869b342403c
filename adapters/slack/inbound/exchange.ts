/** One request of Slack and its HTTP answer, as the listeners see it. */
export type Exchange = {
  /** Names this delivery, the same for every retry of it. */
  delivery: string;
  /** Answers an event: what it asks for is safely ours, and what follows may take its time. */
  accept(): void;
  /** Whether the deadline has answered already, so that words must go another way. */
  isLate(): boolean;
};

/** An HTTP answer. A string is sent as text, an object as JSON. */
export type Answer = { status: number; body?: string | object; noRetry?: boolean };

/** Taken, with nothing to say. */
export const emptyAnswer: Answer = { status: 200 };
