import { pageOf } from '../../../src/domain/page.ts';
import type { ChatPlatform } from '../../../src/domain/platform.ts';
import { type Block, type Card, code, note, plain, strong, text } from '../../model.ts';
import { type AskedPage, pagedNote, rangeWords } from '../paging.ts';
import { andList, joined, platformWords } from '../words.ts';

/** A bound organisation, whose mail domains identify people. */
type BoundOrganisation = {
  platform: ChatPlatform;
  tenant: string;
  domains: readonly string[];
  boundBy: string;
  boundAt: string;
};

/** "Slack T1". */
export const organisationName = ({
  platform,
  tenant,
}: Pick<BoundOrganisation, 'platform' | 'tenant'>): string => `${platformWords[platform]} ${tenant}`;

/** Shows, for each organisation with channels here that is not bound, the line that binds it. */
function unboundBlocks(bound: readonly BoundOrganisation[], linked: readonly Linked[]): Block[] {
  const domains = bound[0]?.domains ?? ['acme.com'];
  const rest = linked.filter(
    (one) => !bound.some(({ platform, tenant }) => platform === one.platform && tenant === one.tenant),
  );
  if (rest.length === 0) return [];
  return [
    text('Not bound yet, though projects here have channels there. If it is your organisation, type:'),
    {
      is: 'list',
      items: rest.map(({ platform, tenant }) => ({
        spans: [code(`bind ${platform}:${tenant} ${domains.join(' ')}`)],
      })),
    },
  ];
}

type Linked = Pick<BoundOrganisation, 'platform' | 'tenant'>;

/** Lists bound organisations, their mail domains and who bound them (ADM-10); `linked` ones have channels here. */
export function organisationsCard(
  bound: readonly BoundOrganisation[],
  linked: readonly Linked[] = [],
  { page: wanted }: AskedPage = {},
): Card {
  if (bound.length === 0) {
    return note('No organisation trusts its mail domains yet.', [
      text('Two accounts become one person only with “link me”.'),
      text([
        plain('To join them by their verified e-mail addresses, type '),
        code('bind acme.com'),
        plain(' with your mail domain, and bind the organisation on the other platform too.'),
      ]),
      ...unboundBlocks(bound, linked),
    ]);
  }
  const page = pageOf(bound, wanted);
  const blocks: Block[] = [
    {
      is: 'list',
      items: page.lines.map((one) => ({
        spans: [
          strong(organisationName(one)),
          plain(`: ${andList(one.domains)} (bound by ${one.boundBy}, `),
          { is: 'instant', at: one.boundAt },
          plain(')'),
        ],
      })),
    },
    text(
      bound.length === 1
        ? 'An address joins two accounts only where the organisations of both are bound.'
        : 'Full members with the same verified address in two of these organisations are one person.',
      'quiet',
    ),
    ...unboundBlocks(bound, linked),
  ];
  return pagedNote(joined(['Bound organisations', rangeWords(page)]), blocks, page, { command: 'bind' });
}
