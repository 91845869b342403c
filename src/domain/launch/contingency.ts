/** What is proposed on a day if something holds then (LCH-5). People type its number, "P1". */
export type Contingency = {
  id: string;
  projectId: string;
  number: number;
  /** YYYY-MM-DD; null: whenever somebody says that it holds. */
  on: string | null;
  /** As `readCriterion` reads it. */
  when: string;
  /** As `readAction` reads it. */
  action: string;
  /** Null while it is open. */
  outcome: 'applied' | 'dismissed' | null;
  decidedById: string | null;
  /** An ISO instant, as all moments here. */
  decidedAt: string | null;
  /** When it is looked at; null: the schedule plans it anew. */
  checkAt: string | null;
  /** The day that the schedule is through with. */
  checkedFor: string | null;
  createdById: string;
  version: number;
};

/** "P1": how a contingency is named and typed. */
export const contingencyKey = ({ number }: Pick<Contingency, 'number'>): string => `P${number}`;

/** A contingency as it begins; the schedule plans when it is looked at. */
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
