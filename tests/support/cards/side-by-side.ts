import { expect } from 'vitest';
import type { Card, Form } from '../../../cards/model.ts';
import { renderSlack, renderSlackForm } from '../../../cards/render/slack/cards.ts';
import { slackProblems } from '../../../cards/render/slack/limits.ts';
import { renderTeams, renderTeamsForm } from '../../../cards/render/teams/cards.ts';
import { complaints } from '../platforms/teams-cards.ts';
import { readSlack } from './read-slack.ts';
import { readTeams } from './read-teams.ts';
import { recordSheet } from './record-sheet.ts';

/** The room of both renderings; Olivia has an account there on both platforms. */
const here = { tenant: 'T1' };

/** One state of a card or form, for people to read. */
export type Shown = [title: string, drawn: Card | Form];

/** Renders each for both platforms, checks the platforms' limits, and puts them side by side. */
export function sideBySide(heading: string, all: readonly Shown[]): string {
  recordSheet(heading, all);
  const parts = all.map(([title, drawn]) => {
    const [slack, teams] = 'fields' in drawn ? drawForm(drawn) : drawCard(drawn);
    return `## ${title}\n\n${columns(slack, teams)}`;
  });
  const text = `# ${heading}\n\n${parts.join('\n\n')}\n`;
  expect(text).not.toMatch(/undefined|null|NaN|\[object|\.\.|,,|, ,|:\s*:|\( *\)/);
  return text;
}

function drawCard(card: Card): [string[], string[]] {
  const [slack, teams] = [renderSlack(card, here), renderTeams(card, here)];
  expect(slackProblems(slack)).toEqual([]);
  expect(complaints(teams)).toEqual([]);
  expect(card.actions.length).toBeLessThanOrEqual(3);
  for (const block of card.blocks) {
    if (block.is === 'list')
      for (const { actions = [] } of block.items) expect(actions.length).toBeLessThanOrEqual(5);
  }
  return [readSlack(slack.blocks), readTeams(teams)];
}

function drawForm(form: Form): [string[], string[]] {
  const [slack, teams] = [renderSlackForm(form, here), renderTeamsForm(form, here)];
  expect(slackProblems(slack)).toEqual([]);
  expect(complaints(teams)).toEqual([]);
  const ends = `[${slack.close?.text}] [${slack.submit?.text}]`;
  return [[`**${slack.title.text}**`, ...readSlack(slack.blocks), ends], readTeams(teams)];
}

const width = 62;

function columns(slack: string[], teams: string[]): string {
  const [left, right] = [slack.flatMap(wrapped), teams.flatMap(wrapped)];
  const height = Math.max(left.length, right.length);
  const lines = Array.from({ length: height }, (_, line) =>
    `${(left[line] ?? '').padEnd(width)} │ ${right[line] ?? ''}`.trimEnd(),
  );
  return [
    '```',
    `${'Slack'.padEnd(width)} │ Teams`,
    `${'─'.repeat(width)}─┼─${'─'.repeat(width)}`,
    ...lines,
    '```',
  ].join('\n');
}

/** Wraps a line between words. */
function wrapped(line: string): string[] {
  if (line.length <= width) return [line];
  const at = line.lastIndexOf(' ', width);
  const cut = at > 0 ? at : width;
  return [line.slice(0, cut), ...wrapped(`  ${line.slice(cut).trimStart()}`)];
}
