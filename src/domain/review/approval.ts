/** An approval of an open review, where several are needed (APR-8). `at` is an ISO instant. */
export type Approval = {
  id: string;
  projectId: string;
  reviewId: string;
  /** In whose name. */
  personId: string;
  /** Who gave it: they themselves, or their deputy. */
  byId: string;
  note: string | null;
  at: string;
};

/** An approval with names. */
export type KnownApproval = Approval & { person: string | null; by: string | null };

/** Somebody who decides in a person's name for a time (APR-8), in one project. */
export type Deputy = {
  id: string;
  projectId: string;
  personId: string;
  deputyId: string;
  /** The last day, YYYY-MM-DD in the person's zone. */
  until: string;
};
