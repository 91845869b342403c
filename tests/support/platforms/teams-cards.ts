import { createRequire } from 'node:module';
import type { IAdaptiveCard } from '@microsoft/teams.cards';
import type * as AdaptiveCards from 'adaptivecards';

/** The package's module entry does not load in Node; its browser bundle does. */
const official = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
) as typeof AdaptiveCards;

/** Elements that Teams supports and the public schema lacks. */
const teamsOnly = ['ProgressBar', 'Badge'].map((name) => {
  class Stub extends official.CardElement {
    getJsonTypeName(): string {
      return name;
    }
    protected internalRender(): undefined {
      return undefined;
    }
  }
  return [name, Stub] as const;
});

/** Returns the problems that the official parser and validator report; empty when the card is valid. */
export function complaints(card: IAdaptiveCard): string[] {
  const registry = new official.CardObjectRegistry<AdaptiveCards.CardElement>();
  official.GlobalRegistry.populateWithDefaultElements(registry);
  for (const [name, stub] of teamsOnly) registry.register(name, stub);
  const context = new official.SerializationContext(official.Versions.v1_5);
  context.setElementRegistry(registry);
  const parsed = new official.AdaptiveCard();
  // Teams counts visible buttons only; the library's default counts the overflow menu too.
  parsed.hostConfig = new official.HostConfig({ actions: { maxActions: 20 } });
  parsed.parse(JSON.parse(JSON.stringify(card)), context);
  const said: string[] = [];
  for (let index = 0; index < context.eventCount; index += 1) said.push(context.getEventAt(index).message);
  for (const failure of parsed.validateProperties().validationEvents) said.push(failure.message);
  return said.filter((message) => !/choices/i.test(message));
}

type Json = { [key: string]: unknown };

/** Returns every typed object of a card. */
export function elementsOf(card: IAdaptiveCard): (Json & { type: string })[] {
  const found: (Json & { type: string })[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    else if (typeof value === 'object' && value !== null) {
      if ('type' in value && typeof value.type === 'string') found.push(value as Json & { type: string });
      for (const one of Object.values(value)) visit(one);
    }
  };
  visit(card);
  return found;
}

/** Returns all text of a card that may contain user text. */
export function textsOf(card: IAdaptiveCard): string[] {
  return elementsOf(card).flatMap((element) =>
    ['TextBlock', 'TextRun'].includes(element.type) && typeof element.text === 'string' ? [element.text] : [],
  );
}
