import type { IAdaptiveCard } from '@microsoft/teams.cards';

/**
 * What Teams takes. A view that goes over one of these is a failing test, never a silent cut.
 * Sources: Teams "cards reference" and "format your bot messages"; Adaptive Cards schema 1.5.
 */
export const TEAMS_LIMITS = {
  /** Teams cuts a message off at 100 KB of UTF-16, mentions included; the vendor advises to stay at 80 KB. */
  cardBytes: 80 * 1024,
  /** Buttons in sight; the rest goes into the overflow menu as `secondary`. */
  primaryActions: 6,
  /** Teams does not document 1.6, and such cards fail to draw. */
  version: '1.5',
} as const;

/** The size of a card as Teams counts it: UTF-16 bytes of its JSON. */
export function teamsBytes(card: IAdaptiveCard): number {
  return JSON.stringify(card).length * 2;
}
