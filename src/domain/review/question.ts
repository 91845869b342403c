/** A question of a reviewer, which stops the clock of the review until it is answered (APR-1, APR-5). Instants are ISO. */
export type Question = {
  id: string;
  projectId: string;
  reviewId: string;
  text: string;
  askedById: string;
  askedAt: string;
  /** Whether the clock of the review ran when it was asked. */
  stopsClock: boolean;
  answer: string | null;
  answeredById: string | null;
  answeredAt: string | null;
};

/** A question with the names of those who asked and answered. */
export type KnownQuestion = Question & { askedBy: string | null; answeredBy: string | null };

/** Returns the question of a review that waits for its answer; undefined when there is none. */
export const openQuestion = ({ questions }: { questions: readonly KnownQuestion[] }) =>
  questions.find(({ answeredAt }) => answeredAt === null);
