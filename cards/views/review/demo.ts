import type { MilestoneFacts } from '../../../src/domain/facts.ts';
import type { Refusal } from '../../../src/domain/outcome.ts';
import { itemLabel } from '../../../src/domain/plan/items.ts';
import type { Item } from '../../../src/domain/plan/milestone.ts';
import { demoSteps } from '../../../src/domain/review/demo.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { type Block, type Card, type Item as ListItem, note, plain, text } from '../../model.ts';
import { firstItems, item } from '../first-items.ts';

const maxSteps = 5;
const maxTextCharacters = 200;

/** Returns the demo script with what became of each step, skipped ones with their reason; empty when there is none. */
export function demoList(facts: MilestoneFacts): Block[] {
  const lines = demoSteps(facts.items).map((step) => item(stepWords(facts, step)));
  return lines.length > 0 ? [text('Demo', 'quiet'), { is: 'list', items: firstItems(lines, maxSteps) }] : [];
}

function stepWords(facts: MilestoneFacts, step: Item): string {
  const label = excerpt(itemLabel(facts, step), maxTextCharacters);
  if (step.done) return `☑ Shown: ${label}`;
  if (step.skipReason === null) return `☐ Not shown: ${label}`;
  return `☒ Skipped: ${label} (${excerpt(step.skipReason, maxTextCharacters)})`;
}

/** Names the open demo steps, each with buttons to tick or skip it. */
export function demoOpen({ name, steps }: Extract<Refusal, { is: 'demo_open' }>): Card {
  const lines = steps.map((step): ListItem => {
    const input = { item: step.number };
    return {
      spans: [plain(excerpt(`${step.number} ${step.text}`, maxTextCharacters))],
      buttons: [
        { label: 'Tick', command: 'check', input },
        { label: 'Skip', command: 'skip-step', input },
      ],
    };
  });
  return note(`The demo of ${name} is not complete.`, [
    { is: 'list', items: firstItems(lines, maxSteps) },
    text('Tick each step that was shown, or skip it with a reason. Then try again.'),
  ]);
}
