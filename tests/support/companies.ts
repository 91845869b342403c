import type { Reply } from '../../src/ports/intent.ts';
import { proofUrl } from './company.ts';
import { type Somebody, type TestRunner, words } from './runner.ts';
import { channelOf, chatOf, mention, newTenant, slackPerson } from './team.ts';

/** Companies of one workspace, each in a channel of its name, with a member and a coach. */
export type Companies = {
  tenant: string;
  /** Coaches every company that is started by `company`. */
  cora: Somebody;
  /** Works on every company. */
  mo: Somebody;
  /** Starts a company that Cora, or another coach, follows. */
  company(name: string, coach?: Somebody): Promise<void>;
  /** Types lines in the channel of a company; returns the last reply. */
  at(name: string, who: Somebody, ...lines: string[]): Promise<Reply>;
  /** Types a line in somebody's own chat. */
  alone(who: Somebody, line: string): Promise<Reply>;
  /** Adds a task that Mo submits with a piece of evidence. */
  submitTask(company: string, task: string): Promise<void>;
  other(name: string): Somebody;
};

/** Starts a workspace without companies. */
export function startCompanies(runner: TestRunner): Companies {
  const tenant = newTenant();
  const [cora, mo] = [slackPerson('Cora', tenant), slackPerson('Mo', tenant)];
  const numbers = new Map<string, number>();
  const coachOf = new Map<string, Somebody>();
  const roomOf = (name: string) => channelOf(cora, `C${name.toUpperCase()}`);
  const all: Companies = {
    tenant,
    cora,
    mo,
    async company(name, coach = cora) {
      coachOf.set(name, coach);
      numbers.set(name, 5);
      await all.at(name, cora, `project "${name}" kind:stages`, `role ${mention(mo)} contributor`);
      if (coach === cora) return;
      await all.at(name, cora, `role ${mention(coach)} coach`);
      await all.at(name, coach, `role ${mention(cora)} none`);
    },
    async at(name, who, ...lines) {
      let last: Reply | undefined;
      for (const line of lines) last = await runner.say(who, roomOf(name), line);
      if (!last) throw new Error('no line was given');
      return last;
    },
    alone: (who, line) => runner.say(who, chatOf(who), line),
    async submitTask(name, task) {
      const number = (numbers.get(name) ?? 0) + 1;
      numbers.set(name, number);
      const coach = coachOf.get(name) ?? cora;
      await all.at(name, coach, `new "${task}" parent:1`);
      await all.at(name, mo, `evidence ${number} link ${proofUrl} "Proof"`, `submit ${number}`);
      runner.pass(1);
    },
    other: (name) => slackPerson(name, tenant),
  };
  return all;
}

/** Returns the lines of a list that a reply shows. */
export const linesOf = (reply: Reply): string[] =>
  words(reply)
    .split('\n')
    .filter((line) => line.startsWith('- '));
