type Part = Record<string, unknown>;

/**
 * Fields by name, `?` where one may be left out, each with the kinds of what it holds (of each, where
 * it holds a list); none where it is a plain value. Source: docs.slack.dev, Block Kit reference, as
 * far as Milepost uses it.
 */
type Shape = Record<string, string>;

const menus = 'overflow static_select datepicker users_select';
const inputs =
  'plain_text_input number_input static_select external_select datepicker users_select multi_users_select checkboxes radio_buttons file_input';
const textKinds = 'plain_text mrkdwn';
const runs = 'text link user channel usergroup emoji date broadcast color';
const messageBlocks = 'section header divider context actions image rich_text';
const modalBlocks = `${messageBlocks} input`;

const shapes: Record<string, Shape> = {
  message: { blocks: messageBlocks },
  modal: {
    title: 'plain_text',
    'submit?': 'plain_text',
    'close?': 'plain_text',
    blocks: modalBlocks,
    ...plain('private_metadata callback_id clear_on_close notify_on_close external_id submit_disabled'),
  },
  home: { blocks: modalBlocks, ...plain('private_metadata callback_id external_id') },
  section: {
    'text?': textKinds,
    'fields?': textKinds,
    'accessory?': `button image ${menus}`,
    ...plain('block_id expand'),
  },
  header: { text: 'plain_text', ...plain('block_id') },
  divider: plain('block_id'),
  context: { elements: `${textKinds} image`, ...plain('block_id') },
  actions: { elements: `button ${menus} checkboxes radio_buttons`, ...plain('block_id') },
  input: {
    label: 'plain_text',
    element: inputs,
    'hint?': 'plain_text',
    ...plain('block_id optional dispatch_action'),
  },
  image: { alt_text: '', 'title?': 'plain_text', ...plain('block_id image_url slack_file') },
  rich_text: {
    elements: 'rich_text_section rich_text_list rich_text_quote rich_text_preformatted',
    ...plain('block_id'),
  },
  rich_text_section: { elements: runs },
  rich_text_list: { elements: 'rich_text_section', style: '', ...plain('indent offset border') },
  rich_text_quote: { elements: runs, ...plain('border') },
  rich_text_preformatted: { elements: 'text link', ...plain('border language') },
  text: { text: '', ...plain('style') },
  link: { url: '', ...plain('text unsafe style') },
  user: { user_id: '', ...plain('style') },
  channel: { channel_id: '', ...plain('style') },
  usergroup: { usergroup_id: '', ...plain('style') },
  emoji: { name: '', ...plain('unicode skin_tone style') },
  date: { timestamp: '', format: '', ...plain('url fallback style') },
  broadcast: { range: '', ...plain('style') },
  color: { value: '' },
  plain_text: { text: '', ...plain('emoji') },
  mrkdwn: { text: '', ...plain('verbatim') },
  button: {
    text: 'plain_text',
    'confirm?': 'confirm',
    ...plain('action_id url value style accessibility_label'),
  },
  overflow: { options: 'option', 'confirm?': 'confirm', ...plain('action_id') },
  static_select: {
    'options?': 'option',
    'option_groups?': 'option_group',
    'initial_option?': 'option',
    ...picker(),
  },
  external_select: { 'initial_option?': 'option', ...picker(), ...plain('min_query_length') },
  multi_users_select: { ...picker(), ...plain('initial_users max_selected_items') },
  datepicker: { ...picker(), ...plain('initial_date') },
  users_select: { ...picker(), ...plain('initial_user') },
  checkboxes: { options: 'option', 'initial_options?': 'option', ...picker() },
  radio_buttons: { options: 'option', 'initial_option?': 'option', ...picker() },
  plain_text_input: { ...typing(), ...plain('multiline min_length max_length') },
  file_input: plain('action_id filetypes max_files'),
  number_input: { ...typing(), is_decimal_allowed: '', ...plain('min_value max_value') },
  confirm: {
    title: 'plain_text',
    text: textKinds,
    confirm: 'plain_text',
    deny: 'plain_text',
    ...plain('style'),
  },
  option: { text: textKinds, value: '', 'description?': 'plain_text', ...plain('url') },
  option_group: { label: 'plain_text', options: 'option' },
};

/** Plain values that may be left out. */
function plain(names: string): Shape {
  return Object.fromEntries(names.split(' ').map((name) => [`${name}?`, '']));
}

function picker(): Shape {
  return { 'placeholder?': 'plain_text', 'confirm?': 'confirm', ...plain('action_id focus_on_load') };
}

function typing(): Shape {
  return {
    'placeholder?': 'plain_text',
    ...plain('action_id initial_value dispatch_action_config focus_on_load'),
  };
}

/** Where a part is not as Slack documents it: a path and what is wrong there; undefined when all is known. */
export function shapeProblem(part: unknown, kind: 'message' | 'modal' | 'home'): string | undefined {
  return problemIn(part, kind, kind);
}

function problemIn(part: unknown, kinds: string, path: string): string | undefined {
  if (typeof part !== 'object' || part === null) return `${path}: not an object`;
  const allowed = kinds.split(' ');
  const named = (part as Part).type;
  // confirm dialogs, options and messages carry no type of their own
  const kind = typeof named === 'string' ? named : (allowed[0] ?? '');
  const shape = shapes[kind];
  if (!shape || !allowed.includes(kind)) return `${path}: no ${kind} here`;
  for (const key of Object.keys(part)) {
    if (key !== 'type' && !(key in shape) && !(`${key}?` in shape)) return `${path}: unknown field ${key}`;
  }
  for (const [name, held] of Object.entries(shape)) {
    const problem = fieldProblem(part as Part, name, held, path);
    if (problem) return problem;
  }
  return undefined;
}

function fieldProblem(part: Part, name: string, held: string, path: string): string | undefined {
  const key = name.replace('?', '');
  const value = part[key];
  if (value === undefined) return key === name ? `${path}: ${key} is missing` : undefined;
  if (held === '') return undefined;
  for (const one of Array.isArray(value) ? value : [value]) {
    const problem = problemIn(one, held, `${path}.${key}`);
    if (problem) return problem;
  }
  return undefined;
}
