/** An action that is proposed if a condition holds on a day (LCH-5). People type its number, "P1". */
export type Contingency = {
  id: string;
  projectId: string;
  number: number;
  /** YYYY-MM-DD; null: when somebody says that it holds. */
  on: string | null;
  /** A text for `readCriterion`. */
  when: string;
  /** A text for `readRemedy`. */
  action: string;
  /** Null while it is open. */
  outcome: 'applied' | 'dismissed' | null;
  decidedById: string | null;
  /** An ISO instant, as all times here. */
  decidedAt: string | null;
  /** When it is checked next; null: the schedule computes it again. */
  checkAt: string | null;
  /** The last day that the schedule has checked. */
  checkedFor: string | null;
  createdById: string;
  version: number;
};

/** Returns a contingency's key, "P1", as people type it. */
export const contingencyKey = ({ number }: Pick<Contingency, 'number'>): string => `P${number}`;

/** Returns a new, open contingency; the schedule computes when to check it. */
export const newContingency = (
  of: Pick<Contingency, 'id' | 'projectId' | 'number' | 'on' | 'when' | 'action' | 'createdById'>,
): Contingency => ({
  ...of,
  outcome: null,
  decidedById: null,
  decidedAt: null,
  checkAt: null,
  checkedFor: null,
  version: 1,
});
