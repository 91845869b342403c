import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labels } from '../../../src/preview/slack/controls.ts';
import { buttonsOf } from '../../../src/preview/teams/cards.ts';
import {
  type Apollo,
  botPosts,
  channel,
  cleo,
  gus,
  linkLineIn,
  mo,
  olivia,
  startProject,
  tess,
  vic,
} from '../../support/apollo.ts';
import { engines } from '../../support/database/database.ts';
import { ledgerProblems, postsCounted, receiptsCounted } from '../../support/database/ledger.ts';
import { checkCards } from '../../support/live-cards.ts';
import { type Stage, said, teamsPosts } from '../../support/milepost.ts';
import { buttonsIn, type PageBrowser } from '../../support/page/page-browser.ts';
import { type PageStage, startPageStage } from '../../support/page/page-stage.ts';
import { type TwiceDesk, twiceDesk } from '../../support/platforms/twice.ts';
import { type Move, plays } from '../../support/plays.ts';
import { attempted } from '../../support/refused.ts';

type Typed = Move & { does: 'type' };
type Pressed = Move & { does: 'press' };
type Visited = Move & { does: 'visit' };

const inSlack = [olivia, mo, gus] as const;
const inTeams = [tess, cleo, vic] as const;
const clara = 'clara@example.com';

/** The state of a play. `visit` is the browser of Clara, who has only a page. */
type Play = {
  stage: Stage;
  apollo: Apollo;
  twice: TwiceDesk;
  page: PageStage;
  visit: PageBrowser;
  path: string;
};

/** Performs one step through its entry; every request must get a plain answer. */
function play(at: Play, move: Move): Promise<void> {
  switch (move.does) {
    case 'type':
      return type(at, move);
    case 'press':
      return move.on === 'slack' ? pressInSlack(at, move) : pressInTeams(at, move);
    case 'visit':
      return visitPage(at, move);
    case 'unlink':
      return attempted(at.apollo.teams(tess, 'unlink')).then(() => {});
    case 'link':
      return linkAgain(at);
    default:
      return move satisfies never;
  }
}

async function type({ stage, apollo, twice }: Play, { by, who, line, twice: repeats }: Typed): Promise<void> {
  const desk = repeats ? twice : stage.desk;
  const user = inSlack[who] ?? mo;
  switch (by) {
    case 'slash':
      expect(await attempted(desk.slash(user, channel, line))).toMatchObject({ status: 200 });
      return;
    case 'mention':
      expect(await attempted(desk.mention(user, channel, line))).toMatchObject({ status: 200 });
      return;
    case 'dm':
      expect(await attempted(desk.dm(user, line))).toMatchObject({ status: 200 });
      return;
    case 'teams': {
      const { teams } = stage.ends;
      const [id, thread] = [teams.rooms.nextId(), teams.rooms.nextId()];
      const times = Array.from({ length: repeats ? 2 : 1 });
      const answers = times.map(() =>
        attempted(teams.message(inTeams[who] ?? tess, apollo.room, line, { id, thread })),
      );
      for (const answer of await Promise.all(answers)) expect(answer).toMatchObject({ status: 200 });
      return;
    }
    default:
      return by satisfies never;
  }
}

async function pressInSlack({ stage, twice }: Play, { who, nth, control }: Pressed): Promise<void> {
  const post = botPosts(stage).at(-1 - nth);
  const controls = post ? labels(post.blocks).split(', ') : [];
  const label = controls[control % controls.length];
  if (!post || !label) return;
  expect(await attempted(twice.press(inSlack[who] ?? mo, channel, post.ts, label))).toMatchObject({
    status: 200,
  });
}

async function pressInTeams({ stage, apollo }: Play, { who, nth, control }: Pressed): Promise<void> {
  const { teams } = stage.ends;
  const person = inTeams[who] ?? tess;
  const post = teamsPosts(stage, apollo.room).at(-1 - nth);
  const seen = post && teams.rooms.view(post, person.id);
  const titles = seen ? buttonsOf(seen).map((one) => String(one.title)) : [];
  const title = titles[control % titles.length];
  if (!post || !title) return;
  const answer = await attempted(teams.execute(person, apollo.room, post, title));
  expect(answer).toMatchObject({ status: 200, body: { statusCode: 200 } });
}

/** A browser of its own for each press, as the tabs of one person. */
async function visitPage({ page, visit, path }: Play, { control, text }: Visited): Promise<void> {
  const tab = page.browser();
  for (const [name, value] of visit.cookies) tab.cookies.set(name, value);
  await tab.get(path);
  const labels = buttonsIn(tab.html).filter((label) => label !== 'Sign out');
  const label = labels[control % labels.length];
  if (label === undefined) return;
  await tab.press(label);
  expect([200, 422]).toContain(tab.status);
  const field = /<(?:textarea|input type="text")[^>]* name="in\.([^"]+)"/.exec(tab.html)?.[1];
  const submit = /<button class="primary">([^<]+)</.exec(tab.html)?.[1];
  if (field === undefined || submit === undefined) return;
  await tab.press(submit, { [field]: text });
  expect([200, 422]).toContain(tab.status);
}

async function linkAgain({ apollo }: Play): Promise<void> {
  const answer = said(await attempted(apollo.slack(olivia, 'link')));
  await attempted(apollo.teams(tess, linkLineIn(answer)));
}

describe.each(engines)('any interleaving of requests, on %s', (engine) => {
  let at: Play;

  beforeAll(async () => {
    const page = await startPageStage(engine, { movedNow: undefined }, (stage, apollo) =>
      startProject(stage, apollo, 'price:100.50 currency:GBP'),
    );
    const { stage, apollo } = page;
    for (const person of [cleo, vic]) await apollo.teams(person, 'list');
    await apollo.slack(olivia, 'role Tess owner');
    const visit = await page.signIn(await page.invite(clara, 'Clara'), clara);
    at = { stage, apollo, twice: twiceDesk(stage), page, visit, path: visit.url };
  });
  afterAll(() => at.page.close());

  it('leaves every posted card equal to the database, and one record for each change', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(plays(12), async (scenes) => {
        for (const scene of scenes) await Promise.all(scene.map((move) => play(at, move)));
        await at.stage.settle();
        await everythingHolds(at);
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });
});

async function everythingHolds({ stage, twice }: Play): Promise<void> {
  const { db } = stage.milepost.connection;
  expect((await checkCards(db, stage.ends)).wrong).toEqual([]);
  expect(twice.unlike).toEqual([]);
  expect(await ledgerProblems(db)).toEqual([]);
  expect(await postsCounted(stage)).toEqual(await receiptsCounted(db));
  const errors = stage.log.filter((line) => JSON.parse(line).level >= 50);
  expect(errors).toEqual([]);
}
