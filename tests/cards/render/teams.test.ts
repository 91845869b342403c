import { describe, expect, it } from 'vitest';
import { type Action, type Card, note, plain, type Span, strong, text } from '../../../cards/model.ts';
import { renderTeams } from '../../../cards/render/teams/cards.ts';
import { teamsBytes, teamsLimits } from '../../../cards/render/teams/limits.ts';
import { complaints, elementsOf, textsOf } from '../../support/platforms/teams-cards.ts';

const HERE = { tenant: 'tenant-1' };

const press = (label: string, extra: Partial<Action> = {}): Action => ({
  label,
  command: 'progress',
  input: { milestone: '3' },
  version: 7,
  ...extra,
});

const ana: Span = {
  is: 'mention',
  name: 'Ana',
  addresses: [
    { platform: 'slack', tenant: 'T1', user: 'U1' },
    { platform: 'teams', tenant: 'tenant-1', user: '29:ana' },
  ],
};

const milestone: Card = {
  title: [
    strong('3 · Beta launch'),
    plain(', in progress, due '),
    { is: 'instant', at: '2026-12-10T09:00:00.000Z' },
  ],
  blocks: [
    { is: 'progress', percent: 60, label: '60%, 3 of 5 items' },
    text([plain('Blocked: waiting for '), ana, plain('.')], 'alert'),
    {
      is: 'facts',
      facts: [
        { label: 'Owner', value: [ana] },
        { label: 'Evidence', value: [{ is: 'link', text: 'Contract', url: 'https://example.com/a_(b)' }] },
      ],
    },
    { is: 'divider' },
    {
      is: 'list',
      items: [{ spans: [plain('Write the guide')], actions: [press('Check')] }, { spans: [plain('Ship')] }],
    },
    text('2 days ago', 'quiet'),
    { is: 'image', url: 'https://example.com/pictures/a.png', alt: '3 of 5 done' },
    { is: 'verbatim', text: '# Plan\n\n- [ ] **Ship**' },
  ],
  actions: [press('Report progress', { style: 'primary' }), press('Block', { style: 'danger' })],
  more: [press('Evidence'), press('Show'), press('History')],
};

describe('a card in Teams', () => {
  it('is taken by the official parser without a word', () => {
    expect(complaints(renderTeams(milestone, HERE))).toEqual([]);
  });

  it('says that it is 1.5, spans the message, and tells its whole meaning in plain words', () => {
    const card = renderTeams(milestone, HERE);
    expect(card.version).toBe('1.5');
    expect(card.msteams?.width).toBe('full');
    expect(card.fallbackText).toContain('60%, 3 of 5 items');
    expect(card.fallbackText).toContain('- Write the guide');
  });

  it('stays within what Teams takes', () => {
    const card = renderTeams(milestone, HERE);
    const primary = elementsOf(card).filter(
      ({ type, mode }) => type === 'Action.Execute' && mode !== 'secondary',
    );
    expect(teamsBytes(card)).toBeLessThan(teamsLimits.cardBytes);
    expect(primary.length).toBeLessThanOrEqual(teamsLimits.primaryActions);
  });

  it('counts its size as Teams does, two bytes a unit of UTF-16', () => {
    expect(teamsBytes({ type: 'AdaptiveCard', body: [] })).toBe(
      2 * '{"type":"AdaptiveCard","body":[]}'.length,
    );
  });

  it('gives everything that only Teams knows a fallback', () => {
    const bars = elementsOf(renderTeams(milestone, HERE)).filter(({ type }) => type === 'ProgressBar');
    expect(bars).toHaveLength(1);
    expect(bars[0]).toMatchObject({ value: 60, max: 100, fallback: { text: '▰▰▰▰▰▰▱▱▱▱' } });
  });

  it('puts the state beside the title, in colour and words, with a fallback that says the same', () => {
    const card = renderTeams({ ...note('3 · Beta'), state: 'blocked', subtitle: [plain('due today')] }, HERE);
    expect(card.body?.[0]).toMatchObject({
      columns: [
        { items: [{ text: '3 · Beta', style: 'heading', size: 'Large' }] },
        {
          items: [
            {
              type: 'Badge',
              text: '⛔ Blocked',
              style: 'Attention',
              fallback: { type: 'TextBlock', text: '⛔ Blocked', color: 'Attention' },
            },
          ],
        },
      ],
    });
    expect(textsOf(card)).toContain('Due today');
    expect(card.fallbackText).toBe('3 · Beta, blocked, due today');
  });

  it('sets what needs attention apart', () => {
    const card = renderTeams(
      note('x', [{ is: 'callout', state: 'blocked', spans: [plain('No key.')] }]),
      HERE,
    );
    expect(card.body?.[1]).toMatchObject({ type: 'Container', style: 'attention' });
  });

  it('says progress in words beside the bar', () => {
    expect(textsOf(renderTeams(milestone, HERE))).toContain('60%, 3 of 5 items');
  });

  it('shows a picture that can be opened large, with its words', () => {
    expect(elementsOf(renderTeams(milestone, HERE)).find(({ type }) => type === 'Image')).toMatchObject({
      url: 'https://example.com/pictures/a.png',
      altText: '3 of 5 done',
      msteams: { allowExpand: true },
    });
  });

  it('leaves lines to copy as they are, the empty ones too', () => {
    expect(textsOf(renderTeams(milestone, HERE)).slice(-3)).toEqual(['# Plan', ' ', '- [ ] **Ship**']);
  });

  it('draws a moment by the reader’s own clock, without fractions of a second', () => {
    expect(textsOf(renderTeams(milestone, HERE))[0]).toContain(
      '{{DATE(2026-12-10T09:00:00Z,SHORT)}} {{TIME(2026-12-10T09:00:00Z)}}',
    );
  });

  it('falls back to the given words where an instant is none', () => {
    const card = renderTeams(note('x', [text([{ is: 'instant', at: 'soon' }])]), HERE);
    expect(textsOf(card)).toContain('soon');
  });
});

describe('a button in Teams', () => {
  it('carries command, input and version, and the same for clients that only know Action.Submit', () => {
    const buttons = elementsOf(renderTeams(milestone, HERE)).filter(({ type }) => type === 'Action.Execute');
    expect(buttons).toHaveLength(6);
    for (const button of buttons) {
      expect(button.verb).toBe('progress');
      expect(button.data).toMatchObject({ command: 'progress', input: { milestone: '3' }, version: 7 });
      expect(button.fallback).toMatchObject({
        type: 'Action.Submit',
        data: button.data,
        title: button.title,
      });
    }
  });

  it('puts what is behind More into the overflow menu', () => {
    const buttons = elementsOf(renderTeams(milestone, HERE)).filter(({ type }) => type === 'Action.Execute');
    expect(buttons.filter(({ mode }) => mode === 'secondary').map(({ title }) => title)).toEqual([
      'Evidence',
      'Show',
      'History',
    ]);
  });

  it('stands beside a line that has one, and below a line that has several, the rest in its menu', () => {
    const several = [press('Done'), press('Snooze 1 h'), press('Stop reminding')];
    const list = (actions: Action[]) =>
      renderTeams(note('x', [{ is: 'list', items: [{ spans: [plain('Ship')], actions }] }]), HERE);
    expect(list([press('Done')]).body?.map(({ type }) => type)).toEqual(['TextBlock', 'ColumnSet']);
    const card = list(several);
    expect(card.body?.map(({ type }) => type)).toEqual(['TextBlock', 'RichTextBlock', 'ActionSet']);
    const buttons = elementsOf(card).filter(({ type }) => type === 'Action.Execute');
    expect(buttons.map(({ title, mode }) => [title, mode])).toEqual([
      ['Done', undefined],
      ['Snooze 1 h', 'secondary'],
      ['Stop reminding', 'secondary'],
    ]);
    // what is done by one line must not take the others away
    expect(buttons.map(({ data }) => (data as { stays?: boolean }).stays)).toEqual([true, true, true]);
    expect(complaints(card)).toEqual([]);
  });

  it('carries its question, to be asked before it acts', () => {
    const confirm = { title: 'Approve?', text: 'This pays £3,000.', yes: 'Approve' };
    const card = renderTeams(note('x', [], [press('Approve', { confirm })]), HERE);
    expect(elementsOf(card).find(({ type }) => type === 'Action.Execute')?.data).toMatchObject({ confirm });
  });

  it('is Action.Submit in a dialog, which knows nothing else', () => {
    const card = renderTeams(milestone, { ...HERE, dialog: true });
    expect(elementsOf(card).some(({ type }) => type === 'Action.Execute')).toBe(false);
    expect(complaints(card)).toEqual([]);
  });
});

describe('a mention in Teams', () => {
  it('pings a person of the room’s tenant, once however often the card names them', () => {
    const card = renderTeams(milestone, HERE);
    expect(card.msteams?.entities).toEqual([
      { type: 'mention', text: '<at>Ana</at>', mentioned: { id: '29:ana', name: 'Ana' } },
    ]);
    expect(JSON.stringify(card).split('<at>Ana</at>')).toHaveLength(1 + 2 + 1);
  });

  it('is a plain name in the room of another tenant', () => {
    const card = renderTeams(milestone, { tenant: 'tenant-2' });
    expect(card.msteams?.entities).toBeUndefined();
    expect(JSON.stringify(card)).not.toContain('<at>');
    expect(textsOf(card)).toContain('Ana');
  });

  it('keeps two people of one name apart', () => {
    const other: Span = { ...ana, addresses: [{ platform: 'teams', tenant: 'tenant-1', user: '29:ana-b' }] };
    const card = renderTeams(note('x', [text([ana, plain(' and '), other])]), HERE);
    expect(card.msteams?.entities?.map((entity) => [entity.text, entity.mentioned?.id])).toEqual([
      ['<at>Ana</at>', '29:ana'],
      ['<at>Ana (2)</at>', '29:ana-b'],
    ]);
  });

  it('cannot be broken out of by a name', () => {
    const odd: Span = { ...ana, name: 'A</at><at>Everyone</at> *b* {{DATE(2026-01-01T00:00:00Z)}}' };
    const card = renderTeams(note('x', [text([odd])]), HERE);
    expect(textsOf(card)[1]).toBe('<at>A /at at Everyone /at b DATE(2026-01-01T00:00:00Z)</at>');
  });
});

describe('what a person wrote, in Teams', () => {
  const hostile = [
    '<at>Ana</at>',
    '< at id="0">Ana</at>',
    '&lt;at&gt;Ana&lt;/at&gt;',
    '**bold** _it_ [click](https://evil.example) `c` ~s~',
    '# head',
    '- item',
    '1. item',
    '{{DATE(2026-01-01T00:00:00Z,SHORT)}}',
    '<b>html</b> &amp; \\*',
  ];

  it.each(hostile)('neither pings nor formats in a text: %s', (wrote) => {
    const card = renderTeams(note('x', [text([ana, plain(' says:')]), text(wrote)]), HERE);
    const run = elementsOf(card).find(({ type }) => type === 'TextRun');
    expect(run?.text?.toString().replaceAll('\u200b', '')).toBe(wrote);
    expect(String(run?.text)).not.toMatch(/<\/?\s*at\b|\{\{/i);
  });

  it.each(hostile)('neither pings nor formats where markdown is read: %s', (wrote) => {
    const facts = { is: 'facts' as const, facts: [{ label: wrote, value: [plain(wrote)] }] };
    const card = renderTeams({ ...note(wrote, [text([plain(wrote), ana]), facts]) }, HERE);
    const [value] = elementsOf(card).flatMap(({ type, facts: all }) =>
      type === 'FactSet' && Array.isArray(all) ? [String(all[0]?.value), String(all[0]?.title)] : [],
    );
    const said = [String(value), ...textsOf(card).map((line) => line.replaceAll('<at>Ana</at>', ''))];
    for (const line of said) {
      expect(line).not.toMatch(/<\/?\s*at\b|\{\{/i);
      expect(line).not.toMatch(/(?<!\\)[*_`[\]~]|(?<!\\)<(?!\u200b)/);
      expect(line).not.toMatch(/(?<!\\)&(?=#?\w+;)|^\s*[-#]|^\d+\./);
      expect(line.replace(/\\([\\`*_[\]<~&#>+.)-])/g, '$1').replaceAll('\u200b', '')).toBe(wrote);
    }
    expect(complaints(card)).toEqual([]);
  });

  it('never becomes a link that runs anything', () => {
    const link: Span = { is: 'link', text: 'here', url: 'javascript:alert(1)' };
    const card = renderTeams(note('x', [text([link])]), HERE);
    expect(JSON.stringify(card)).not.toContain('Action.OpenUrl');
    expect(textsOf(card)).toContain('here (javascript:alert(1))');
  });

  it('keeps its line breaks', () => {
    expect(textsOf(renderTeams(note('x', [text('one\ntwo')]), HERE))).toEqual(['x', 'one', 'two']);
  });

  it('opens links by their address, with brackets that cannot end it early', () => {
    const fact = elementsOf(renderTeams(milestone, HERE)).find(({ type }) => type === 'FactSet');
    expect(JSON.stringify(fact?.facts)).toContain('[Contract](https://example.com/a_%28b%29)');
  });
});
