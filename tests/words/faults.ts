import { commands } from '../../src/commands/registry.ts';

/** Phrases that people must not read, each with what to say instead. */
const banned: Readonly<Record<string, RegExp>> = {
  'say what happened: "Risk R1 added", "Saved"': /\b(?:is|are) (?:kept|planned|measured|looked at)\b/,
  'name who can: "Ask Carol."': /\bneeds the role\b|\b[Ww]hoever\b/,
  'offer the next step as a button': /\bPossible now\b/,
  'say what is empty and how to fill it: "No risks yet."':
    /(?:^|[.!?*│] )None (?:yet|is|are|comes?|of them)\b/,
  'say "True now"': /\bIt (?:holds|does not hold)\b|” does not hold\b/,
  'say who does it, or leave it out':
    /\bNobody is (?:asked|reminded)\b|\bNothing is to be\b|\bto be (?:done|decided|reached)\b/,
  'name the actor': /\bHere comes\b|\bcomes no more\b|\bwent back\b|\bcan be typed\b|\bwas made\b/,
  'name the missing value by a question': /\bleave the plan\b|\bspeak of a pace\b|\bWhat would\b/,
  'tell who does it: "the assignee"': /\bsees to it\b|\bput off\b|\bleaves you alone\b|\bput into force\b/,
  'say "removes it"': /\btakes? (?:it|them) away\b/,
  'say "is not a date"': /(?<!There )\bis no (?:date|day|time|e-mail|number|link)\b/,
  'say "at most 5"': /\bare the most\b/,
  'say "already has these values"': /\b(?:is|are) (?:like that|set like that)\b/,
  'say "when something is due"': /\b(?:any|some)thing is yours\b/,
  'say "no longer exists"': /\bis gone\b|\bno longer there\b/,
  'the client’s side is the customer': /\b(?:the|a) client\b(?! work)|\bapprover:client\b/,
  'a room is a channel': /\b(?:this|other|the|your|of|each) rooms?\b/i,
};

/** An organisation is typed by its id and has no other name; no other raw id is shown. */
const rawId = /(?<!\b[Tt]eams[ :])\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/i;
const unfinishedCharacter =
  /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\u200d(?:$|\s)|\ufffd/;
/** A name of two words as programs write it; people type it with a space. */
const dashedNames = new RegExp(
  `\\b(?:${commands
    .map(({ name }) => name)
    .filter((name) => name.includes('-'))
    .join('|')})\\b`,
);

/** Returns what is wrong with a text that people read; empty where nothing is. */
export const faultsOf = (text: string): string[] => [
  ...Object.entries(banned).flatMap(([instead, phrase]) => {
    const found = phrase.exec(text);
    return found ? [`“${text.slice(Math.max(0, found.index - 30), found.index + 50)}”: ${instead}`] : [];
  }),
  ...(rawId.test(text) ? [`a raw id: ${rawId.exec(text)?.[0]}`] : []),
  ...(unfinishedCharacter.test(text) ? ['half a character'] : []),
  ...(dashedNames.test(text) ? [`a name of programs: ${dashedNames.exec(text)?.[0]}`] : []),
];
