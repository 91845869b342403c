import * as AC from 'adaptivecards';
import { useEffect, useRef } from 'react';
import { post } from '../api.ts';
import type { View } from '../view.ts';
import { Badge } from './badge.ts';
import { hostConfigOf } from './host-config.ts';
import { prepared } from './prepared.ts';
import { ProgressBar } from './progress-bar.ts';
import { toHtml } from './text.ts';

/** What a press sends: the button's data with the card's inputs in it. */
export type Pressed = { type: string; verb?: string; data: Record<string, unknown> };

AC.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = toHtml(text);
  result.didProcess = true;
};
AC.GlobalRegistry.elements.register('ProgressBar', ProgressBar);
AC.GlobalRegistry.elements.register('Badge', Badge);

type Parts = {
  view: View;
  card: object;
  room: string | undefined;
  press: (pressed: Pressed) => Promise<void>;
};

/** A card, drawn by the official renderer; drawn anew only when it says something else. */
export function AdaptiveCard({ view: { snapshot, theme, me }, card, room, press }: Parts) {
  const place = useRef<HTMLDivElement>(null);
  const pressNow = useRef(press);
  pressNow.current = press;
  const payload = JSON.stringify(card);
  const people = JSON.stringify(snapshot.people);
  useEffect(() => {
    const drawn = new AC.AdaptiveCard();
    drawn.hostConfig = new AC.HostConfig(hostConfigOf(theme));
    drawn.onExecuteAction = (action) => pressNow.current(pressed(action));
    drawn.onInputValueChanged = (input) => searchFor(input, me.teams, room);
    drawn.parse(prepared(JSON.parse(payload), JSON.parse(people)));
    place.current?.replaceChildren(drawn.render() ?? '');
  }, [payload, people, theme, me.teams, room]);
  return <div className="card" ref={place} />;
}

/** Fills an input with the choices that Milepost finds for what is typed into it. */
async function searchFor(input: AC.Input, as: string, room: string | undefined): Promise<void> {
  if (!(input instanceof AC.ChoiceSetInput) || !input.isDynamicTypeahead()) return;
  const text = input.getFilterForDynamicSearch();
  const dataset = input.choicesData?.dataset ?? '';
  if (text === undefined || !dataset.startsWith('milepost:')) return;
  const answer = await post('teams/search', { as, room, dataset, text });
  input.renderChoices(text, answer.ok ? (answer.results as AC.FetchedChoice[]) : []);
}

function pressed(action: AC.Action): Pressed {
  const type = action.getJsonTypeName();
  if (action instanceof AC.ExecuteAction) return { type, verb: action.verb, data: dataOf(action) };
  return { type, data: action instanceof AC.SubmitAction ? dataOf(action) : {} };
}

/** The button's data with what was filled in. */
const dataOf = ({ data }: AC.ExecuteAction | AC.SubmitAction): Pressed['data'] =>
  typeof data === 'object' ? (data as Pressed['data']) : {};
