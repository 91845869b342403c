import type { Form } from '../../../cards/model.ts';
import { slackTeam, teamsChannel } from '../../../src/preview/ends.ts';
import type { TeamsRoom } from '../../../src/preview/teams/rooms.ts';
import { linkLineIn } from '../apollo.ts';
import { type FullProject, fullProject } from '../full-project.ts';
import { said } from '../milepost.ts';
import type { PageBrowser } from '../page/page-browser.ts';
import { type PageStage, startPageStage } from '../page/page-stage.ts';
import { pressesOf, type Sent } from '../platforms/harvest.ts';
import { executeFormInTeams, executeInTeams, sendPressInSlack, submitInSlack } from '../platforms/presses.ts';
import { attempted } from '../refused.ts';
import { plantColumns } from './plant-columns.ts';

const channel = 'CCUSTOMER';
const clara = 'clara@example.com';

/** A full project whose customer has a channel in Slack, one in Teams, and a page; and all that came to them. */
export type CustomerSide = {
  page: PageStage;
  apollo: FullProject;
  visit: PageBrowser;
  /** Types a line of the team in its own channel. */
  team(line: string): Promise<string>;
  /** Types a line in both of the customer's channels, as the customer. */
  asks(line: string): Promise<void>;
  /** Types a line in both of the customer's channels, as the owner. */
  teamThere(line: string): Promise<void>;
  /**
   * Presses every button that was shown to the customer and was not pressed before. Returns how many, and the
   * offers that the customer's role may not use.
   */
  pressAll(): Promise<{ pressed: number; refused: string[] }>;
  /** Presses every button of the page as it is; returns how many. */
  pressPage(): Promise<number>;
  /** Everything that came to the customer: messages, private answers, forms, direct chats, mails, the page. */
  received(): string[];
  /** Moves the clock and does what is due. */
  at(now: string): Promise<void>;
};

/** Opens the customer's side of a project in which the team has typed `planted`. */
export async function openCustomerSide(planted: readonly string[]): Promise<CustomerSide> {
  const page = await startPageStage('postgresql', {}, async () => {});
  const { stage, mail } = page;
  const apollo = await fullProject(stage, 'Zephyr');
  const { world } = stage.ends.slack;
  world.addChannel({ id: channel, team: slackTeam, name: 'customer' });
  const room = teamsChannel(stage.ends.teams, 'customer', Object.values(apollo.teams));
  const team = async (line: string) =>
    said(await attempted(stage.desk.slash(apollo.slack.owner, apollo.channel, line)));
  for (const line of planted) await team(line);
  await plantColumns(stage.milepost.connection.db);
  const code = async () => linkLineIn(await team('link as:customer'));
  await stage.desk.slash(apollo.slack.client, channel, await code());
  await stage.ends.teams.message(apollo.teams.client, room, await code());
  await team(`invite customer ${clara} name:"Clara Cole"`);
  await stage.settle();
  const link = mail.mails.flatMap(({ text }) => /\/open\/[0-9A-Z]{26}/.exec(text) ?? []).at(-1);
  if (!link) throw new Error('no link was mailed');
  const visit = await page.signIn(link, clara);
  const seen: string[] = [visit.html];
  const home = visit.url;
  const place = { page, apollo, room, visit, seen };
  const answered = async (answer: Promise<string>) => void seen.push(await answer);
  return {
    page,
    apollo,
    visit,
    team,
    async asks(line) {
      await answered(attempted(stage.desk.slash(apollo.slack.client, channel, line)).then(said));
      await attempted(stage.ends.teams.message(apollo.teams.client, room, line));
    },
    async teamThere(line) {
      await attempted(stage.desk.slash(apollo.slack.owner, channel, line));
      await attempted(stage.ends.teams.message(apollo.teams.owner, room, line));
    },
    pressAll: presser(place),
    pressPage: () => pressPage(visit, home, seen),
    received: () => [...seen, ...arrived(place)],
    async at(now) {
      await stage.milepost.app.inject({ method: 'POST', url: '/test/clock', payload: { now } });
      await stage.settle();
      await visit.get(home);
      seen.push(visit.html);
    },
  };
}

type Place = { page: PageStage; apollo: FullProject; room: TeamsRoom; visit: PageBrowser; seen: string[] };

/** All messages and forms on both platforms, and all mails to the customer. */
function arrived({ page: { stage, mail }, apollo, room }: Place): string[] {
  const { slack, teams } = stage.ends;
  const direct = `D${apollo.slack.client}`;
  const theirs = [apollo.slack.client, apollo.teams.client.id];
  return [
    ...slack.world.posts
      .filter((post) => post.channel === channel || post.channel === direct)
      .map(({ text, blocks }) => JSON.stringify([text, blocks])),
    ...slack.world.shownTo(apollo.slack.client).map((one) => JSON.stringify(one)),
    ...slack.world.views
      .filter(({ user }) => user === apollo.slack.client)
      .map(({ view }) => JSON.stringify(view)),
    ...teams.rooms.messages
      .filter((one) => one.room === room.id || isChatOf(stage, one.room, apollo.teams.client.id))
      .filter(({ targetedTo = apollo.teams.client.id }) => targetedTo === apollo.teams.client.id)
      .map(({ text, card }) => JSON.stringify([text, card])),
    ...stage.heard
      .filter(({ intent }) => theirs.includes(intent.actor.user) || intent.actor.platform === 'web')
      .map(({ reply }) => JSON.stringify(reply)),
    ...mail.mails.filter(({ to }) => to.includes(clara)).map((one) => JSON.stringify(one)),
  ].map((one) => one.replaceAll(clara, 'their own address'));
}

function isChatOf({ ends }: PageStage['stage'], id: string, person: string): boolean {
  const room = ends.teams.rooms.rooms.get(id);
  return room?.kind === 'personal' && room.members.some((one) => one.id === person);
}

/** Returns a function that presses, in turn on each platform, all buttons of answers to the customer. */
function presser({ page: { stage }, apollo, room, seen }: Place): CustomerSide['pressAll'] {
  const pressed = new Set<string>();
  const theirs = [apollo.slack.client, apollo.teams.client.id];
  const inTeams = { room, person: apollo.teams.client };
  // before, they had another role
  const begin = stage.heard.length;
  const shown = () => stage.heard.slice(begin).filter(({ intent }) => theirs.includes(intent.actor.user));
  const fresh = (key: string) => !pressed.has(key) && Boolean(pressed.add(key));
  async function press(sent: Sent): Promise<void> {
    const action = { label: 'Press', ...sent, about: sent.about ?? { project: apollo.id } };
    const { version: _, ...pressable } = action;
    if (pressed.size % 2 === 1) seen.push(await executeInTeams(stage, inTeams, pressable));
    else {
      const { body } = await attempted(sendPressInSlack(stage, apollo.slack.client, channel, pressable));
      seen.push(JSON.stringify(body ?? ''));
    }
  }
  async function submit(form: Form): Promise<void> {
    const filled = { ...form, given: { ...form.given, ...filledIn(form) } };
    seen.push(await attempted(submitInSlack(stage, apollo.slack.client, channel, filled)));
    seen.push(await executeFormInTeams(stage, inTeams, filled));
  }
  return async () => {
    const before = pressed.size;
    const from = stage.heard.length;
    for (const { reply } of shown()) {
      if (reply.is === 'form') {
        if (fresh(`form ${reply.form.command} ${JSON.stringify(reply.form.given)}`)) await submit(reply.form);
        continue;
      }
      for (const card of [reply.card, 'present' in reply ? reply.present : undefined])
        for (const sent of card ? pressesOf(card, 'slack') : [])
          if (fresh(`${sent.command} ${JSON.stringify(sent.input)}`)) await press(sent);
    }
    const refused = stage.heard
      .slice(from)
      .flatMap(({ intent: { ask }, reply }) =>
        reply.is === 'refused' && reply.refusal.is === 'not_allowed' && 'command' in ask
          ? [`${ask.command} ${JSON.stringify(ask.input)}`]
          : [],
      );
    return { pressed: pressed.size - before, refused };
  };
}

/** What a customer fills into a form: of each field something that it takes. */
const filledIn = ({ fields }: Form): Record<string, string> =>
  Object.fromEntries(
    fields.map((field) => {
      if (field.value) return [field.name, field.value];
      if (field.is === 'choice') return [field.name, field.choices[0]?.value ?? ''];
      if (field.is === 'number') return [field.name, '3'];
      return [field.name, field.is === 'date' ? '2027-12-01' : 'Written by the customer'];
    }),
  );

/** Presses every button of a page, each on the page as it was first opened. */
async function pressPage(visit: PageBrowser, home: string, seen: string[]): Promise<number> {
  await visit.get(home);
  const { html } = visit;
  const forms = [...html.matchAll(/<form [\s\S]*?<\/form>/g)].map(([form]) => form);
  let count = 0;
  for (const form of forms) {
    if (/sign-out|session/.test(form.slice(0, 120))) continue;
    for (const label of labelsIn(form)) {
      Object.assign(visit, { html: form });
      await visit.press(label);
      seen.push(visit.html);
      count += 1;
      await submitOpened(visit, seen);
    }
  }
  return count;
}

/** Fills in and sends the form that a press opened, if it opened one. */
async function submitOpened(visit: PageBrowser, seen: string[]): Promise<void> {
  const form = [...visit.html.matchAll(/<form [\s\S]*?<\/form>/g)]
    .map(([one]) => one)
    .find((one) => one.includes('<textarea'));
  const label = form && labelsIn(form)[0];
  if (!form || !label) return;
  const names = [...form.matchAll(/<textarea[^>]* name="in\.([^"]+)"/g)].map(([, name = '']) => name);
  Object.assign(visit, { html: form });
  await visit.press(label, Object.fromEntries(names.map((name) => [name, 'Written on the page'])));
  seen.push(visit.html);
}

const labelsIn = (form: string): string[] =>
  [...form.matchAll(/<button[^>]*>([\s\S]*?)<\/button>/g)].map(([, words = '']) =>
    words.replaceAll(/<[^>]+>/g, '').trim(),
  );

/** Returns the part of each text around what must not be there. */
export const around = (texts: readonly string[], secret: RegExp): string[] =>
  texts
    .filter((one) => secret.test(one))
    .map((one) => one.slice(Math.max(0, one.search(secret) - 70)).slice(0, 130))
    .filter((one, nth, all) => all.indexOf(one) === nth);
