/** A change that the team logged for the customer to read (SCP-4). */
export type LoggedChange = {
  id: string;
  projectId: string;
  text: string;
  /** What it adds to the timeline, in days; negative where it saves some. */
  days: number;
  /** What it adds to the cost, in minor units of `currency`; negative where it saves some. */
  cost: number;
  /** ISO 4217; null without a cost. */
  currency: string | null;
  addedById: string;
  /** An ISO instant. */
  addedAt: string;
};

/** A logged change with the name of the person who logged it. */
export type NamedLoggedChange = LoggedChange & { addedBy: string };

/** The limit of days in either direction. */
export const maxLoggedDays = 365;

/** The limit of its text. */
export const maxChangeCharacters = 500;
