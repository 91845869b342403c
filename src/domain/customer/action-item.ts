/** How urgent an action of the customer is; urgent ones come first (CUS-2). */
export const urgencies = ['urgent', 'upcoming'] as const;
/** How urgent an action of the customer is. */
export type Urgency = (typeof urgencies)[number];

/** What the customer must do (CUS-2). People type its number, as in "A1". */
export type ActionItem = {
  id: string;
  projectId: string;
  number: number;
  label: string;
  /** YYYY-MM-DD. */
  dueDate: string;
  urgency: Urgency;
  /** The go-live waits for it. */
  blocksGoLive: boolean;
  addedById: string;
  /** An ISO instant. */
  addedAt: string;
  completedById: string | null;
  completedAt: string | null;
};

/** The limit of a label. */
export const maxLabelCharacters = 200;
