import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Card, type Form, isCard } from '../../../cards/model.ts';
import { renderSlack } from '../../../cards/render/slack/cards.ts';
import { renderTeams } from '../../../cards/render/teams/cards.ts';

/** The cards of one kind as both platforms get them. */
export type RecordedSheet = { name: string; rows: { title: string; slack: object[]; teams: object }[] };

/** Writes cards for the pictures in docs/cards, where MILEPOST_SHEETS names a folder; else does nothing. */
export function recordSheet(heading: string, all: readonly (readonly [string, Card | Form])[]): void {
  const folder = process.env.MILEPOST_SHEETS;
  if (!folder) return;
  const here = { tenant: 'T1' };
  const rows = all.flatMap(([title, drawn]) =>
    isCard(drawn) ? [{ title, slack: renderSlack(drawn, here).blocks, teams: renderTeams(drawn, here) }] : [],
  );
  const name = heading.toLowerCase().replaceAll(/[^a-z]+/g, '-');
  if (rows.length > 0) writeFileSync(join(folder, `${name}.json`), JSON.stringify({ name, rows }));
}
