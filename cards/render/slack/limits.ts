import type { KnownBlock, ModalView } from '@slack/types';

/** Slack's limits in characters or elements. Source: docs.slack.dev, Block Kit reference. */
export const slackLimits = {
  /** Blocks of a message, and of a modal. */
  messageBlocks: 50,
  modalBlocks: 100,
  /** Top-level text of a message; `chat.update` answers `msg_too_long` above it. */
  messageText: 4000,
  sectionText: 3000,
  headerText: 150,
  contextElements: 10,
  actionElements: 25,
  buttonText: 75,
  buttonValue: 2000,
  accessibilityLabel: 75,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  /** Options of a select, and of an overflow menu. */
  selectOptions: 100,
  overflowOptions: 5,
  checkboxes: 10,
  optionText: 75,
  /** The documentation says 150, the type declarations 75: the lower one is safe. */
  optionValue: 75,
  actionId: 255,
  blockId: 255,
  linkUrl: 3000,
  imageUrl: 3000,
  imageAlt: 2000,
  inputLabel: 2000,
  inputHint: 2000,
  inputLength: 3000,
  modalTitle: 24,
  modalButton: 24,
  privateMetadata: 3000,
  callbackId: 255,
} as const;

type Payload = { text: string; blocks: KnownBlock[] } | ModalView;
/** Problems found so far, and the path to the part being checked. */
type Found = { problems: string[]; path: (string | number)[] };
type Fields = Record<string, unknown>;

type Limits = ReadonlyMap<string, [key: string, limit: number][]>;

const byKind = (kinds: Record<string, Record<string, number>>): Limits =>
  new Map(Object.entries(kinds).map(([kind, keys]) => [kind, Object.entries(keys)]));

/** Maximum characters per kind of block or element, by property. */
const maxLengths = byKind({
  section: { text: slackLimits.sectionText },
  header: { text: slackLimits.headerText },
  input: { label: slackLimits.inputLabel, hint: slackLimits.inputHint },
  button: {
    text: slackLimits.buttonText,
    url: slackLimits.linkUrl,
    value: slackLimits.buttonValue,
    accessibility_label: slackLimits.accessibilityLabel,
  },
  confirm: {
    title: slackLimits.confirmTitle,
    text: slackLimits.confirmText,
    confirm: slackLimits.confirmButton,
    deny: slackLimits.confirmButton,
  },
  option: { text: slackLimits.optionText, value: slackLimits.optionValue },
  link: { url: slackLimits.linkUrl },
  image: { image_url: slackLimits.imageUrl, alt_text: slackLimits.imageAlt },
  plain_text_input: { initial_value: slackLimits.inputLength },
  modal: {
    title: slackLimits.modalTitle,
    submit: slackLimits.modalButton,
    close: slackLimits.modalButton,
    private_metadata: slackLimits.privateMetadata,
    callback_id: slackLimits.callbackId,
  },
});

/** Maximum elements per kind of block or element, by property. */
const maxCounts = byKind({
  context: { elements: slackLimits.contextElements },
  actions: { elements: slackLimits.actionElements },
  overflow: { options: slackLimits.overflowOptions },
  static_select: { options: slackLimits.selectOptions },
  checkboxes: { options: slackLimits.checkboxes },
});

/** Returns every reason why Slack would reject a payload, in words; empty when it accepts it. */
export function slackProblems(payload: Payload): string[] {
  const found: Found = { problems: [], path: [] };
  if ('type' in payload) {
    checkMaximum(found, 'blocks', payload.blocks.length, slackLimits.modalBlocks);
    found.path.push('modal');
    checkPart(found, 'modal', payload as unknown as Fields);
    found.path.pop();
  } else {
    checkMaximum(found, 'blocks', payload.blocks.length, slackLimits.messageBlocks);
    if (payload.text === '') found.problems.push('text: empty');
    else checkMaximum(found, 'text', payload.text.length, slackLimits.messageText);
  }
  found.path.push('blocks');
  walkList(found, payload.blocks, 'block_id', undefined);
  return found.problems;
}

/** Formats the path. Called only for problems, because every answer is checked. */
const placeOf = ({ path }: Found): string =>
  path
    .map((step, nth) => (typeof step === 'number' ? `[${step}]` : `${nth === 0 ? '' : '.'}${step}`))
    .join('');

function addProblem(found: Found, key: string, what: string): void {
  const place = placeOf(found);
  found.problems.push(`${place === '' ? '' : `${place}.`}${key}: ${what}`);
}

function checkMaximum(found: Found, key: string, size: number, limit: number): void {
  if (size > limit) addProblem(found, key, `${size} of at most ${limit}`);
}

/** Avoids allocations, because every element of every card passes through here. */
function walk(found: Found, fields: Fields, role: string | undefined): void {
  checkPart(found, role ?? String(fields.type), fields);
  for (const key in fields) {
    const value = fields[key];
    if (typeof value !== 'object' || value === null) continue;
    found.path.push(key);
    if (!Array.isArray(value)) walk(found, value as Fields, roleOf(key));
    else walkList(found, value, 'action_id', key.endsWith('options') ? 'option' : undefined);
    found.path.pop();
  }
}

function walkList(
  found: Found,
  parts: unknown[],
  id: 'block_id' | 'action_id',
  role: string | undefined,
): void {
  for (let nth = 0; nth < parts.length; nth += 1) {
    const part = parts[nth];
    if (typeof part !== 'object' || part === null) continue;
    found.path.push(nth);
    walk(found, part as Fields, role);
    found.path.pop();
  }
  if (parts.length > 1) checkUnique(found, id, parts);
}

/** Returns the kind of confirm dialogs and options, which have no `type` of their own. */
function roleOf(key: string): string | undefined {
  if (key === 'confirm') return 'confirm';
  return key === 'initial_option' ? 'option' : undefined;
}

function checkPart(found: Found, kind: string, fields: Fields): void {
  for (const [key, limit] of maxLengths.get(kind) ?? []) {
    const words = textOf(fields[key]);
    if (words === undefined) continue;
    if (words === '') addProblem(found, key, 'empty');
    checkMaximum(found, key, words.length, limit);
  }
  for (const [key, limit] of maxCounts.get(kind) ?? []) {
    const list = fields[key];
    if (!Array.isArray(list)) continue;
    if (list.length === 0) addProblem(found, key, 'empty');
    checkMaximum(found, key, list.length, limit);
  }
  checkMaximum(found, 'action_id', textOf(fields.action_id)?.length ?? 0, slackLimits.actionId);
  checkMaximum(found, 'block_id', textOf(fields.block_id)?.length ?? 0, slackLimits.blockId);
  if ((kind === 'text' || kind === 'plain_text') && fields.text === '') addProblem(found, 'text', 'empty');
}

/** Returns the characters of a string or text object; undefined for anything else. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const inner = typeof value === 'object' && value !== null ? (value as Fields).text : undefined;
  return typeof inner === 'string' ? inner : undefined;
}

function checkUnique(found: Found, key: 'block_id' | 'action_id', parts: unknown[]): void {
  const ids = parts.flatMap((part) => (part as Fields | null)?.[key] ?? []);
  if (new Set(ids).size === ids.length) return;
  for (const [nth, id] of ids.entries())
    if (ids.indexOf(id) < nth) found.problems.push(`${placeOf(found)}: two of ${key} ${String(id)}`);
}
