import type { IAdaptiveCard } from '@microsoft/teams.cards';

/**
 * Teams' limits. A view that exceeds one fails a test and is never cut silently. Sources: Teams "cards
 * reference" and "format your bot messages"; Adaptive Cards schema 1.5.
 */
export const teamsLimits = {
  /** Teams cuts a message at 100 KB of UTF-16, mentions included; Microsoft advises to stay below 80 KB. */
  cardBytes: 80 * 1024,
  /** Visible buttons; the rest goes into the overflow menu as `secondary`. */
  primaryActions: 6,
  /** Teams does not document 1.6, and such cards fail to render. */
  version: '1.5',
} as const;

/** Returns a card's size as Teams counts it: the bytes of its JSON in UTF-16. */
export function teamsBytes(card: IAdaptiveCard): number {
  return JSON.stringify(card).length * 2;
}
