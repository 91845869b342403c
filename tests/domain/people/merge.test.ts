import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  agreementsBy,
  type MergeAgreement,
  type MergePerson,
  pendingGains,
  roleGains,
} from '../../../src/domain/people/merge.ts';
import {
  domainOf,
  isPublicDomain,
  parseDomain,
  readBinding,
} from '../../../src/domain/people/organisation.ts';
import { type Role, roles } from '../../../src/domain/project/roles.ts';

const party = (
  id: string,
  roleIn: Record<string, Role>,
  admin = false,
  kind: 'launch' | 'stages' = 'launch',
): MergePerson => ({
  id,
  name: id,
  admin,
  holdings: Object.entries(roleIn).map(([projectId, role]) => ({
    projectId,
    project: projectId,
    kind,
    role,
  })),
});

describe('a merge', () => {
  it('raises whoever holds less, in every project where the two differ', () => {
    const [ana, bo] = [
      party('ana', { apollo: 'owner', zeus: 'viewer' }),
      party('bo', { zeus: 'coach', hera: 'none' }),
    ];
    expect(roleGains(ana, bo).map(({ projectId, role, forId }) => [projectId, role, forId])).toEqual([
      ['zeus', 'coach', 'ana'],
      ['apollo', 'owner', 'bo'],
    ]);
  });

  it('is agreed to by an owner of the project, by the coach in stages, and by an administrator everywhere', () => {
    const raises = roleGains(party('ana', { apollo: 'contributor' }), party('bo', {}));
    const open = (voice: MergePerson) => pendingGains(raises, agreementsBy(voice, raises));
    expect(open(party('olivia', { apollo: 'owner' }))).toEqual([]);
    expect(open(party('carol', { apollo: 'coach' }))).toEqual(raises);
    expect(open(party('olivia', { zeus: 'owner' }))).toEqual(raises);
    expect(open(party('ada', {}, true))).toEqual([]);
    const staged = roleGains(party('ana', { apollo: 'owner' }, false, 'stages'), party('bo', {}));
    expect(
      pendingGains(staged, agreementsBy(party('ana', { apollo: 'owner' }, false, 'stages'), staged)),
    ).toEqual(staged);
    expect(
      pendingGains(staged, agreementsBy(party('carol', { apollo: 'coach' }, false, 'stages'), staged)),
    ).toEqual([]);
  });

  it('carries the administration over with the yes of an administrator only', () => {
    const raises = roleGains(party('ada', {}, true), party('bo', {}));
    expect(raises).toMatchObject([{ projectId: null, role: 'administrator', forId: 'bo' }]);
    expect(pendingGains(raises, agreementsBy(party('bo', {}), raises))).toEqual(raises);
  });

  it('asks again where a role rose after it was agreed to', () => {
    const agreements: MergeAgreement[] = [{ projectId: 'apollo', role: 'contributor', byId: 'olivia' }];
    const raises = roleGains(party('ana', { apollo: 'owner' }), party('bo', {}));
    expect(pendingGains(raises, agreements)).toEqual(raises);
  });

  it('never gives anybody a role that nobody who gives roles agreed to', () => {
    const held = fc.dictionary(fc.constantFrom('p', 'q', 'r'), fc.constantFrom(...roles));
    fc.assert(
      fc.property(
        held,
        held,
        fc.array(fc.tuple(held, fc.boolean()), { maxLength: 3 }),
        (one, other, voices) => {
          const [a, b] = [party('a', one), party('b', other)];
          const raises = roleGains(a, b);
          const all = voices.map(([roleIn, admin], nth) => party(`v${nth}`, roleIn, admin));
          const agreed =
            pendingGains(
              raises,
              all.flatMap((voice) => agreementsBy(voice, raises)),
            ).length === 0;
          const covered = raises.every(({ projectId }) =>
            all.some(
              (voice) =>
                voice.admin || voice.holdings.some((h) => h.projectId === projectId && h.role === 'owner'),
            ),
          );
          expect(agreed).toBe(covered);
        },
      ),
      { seed: 20261129, numRuns: 2_000 },
    );
  });
});

describe('a mail domain', () => {
  it.each([
    ['acme.com', 'acme.com'],
    ['ACME.com.', 'acme.com'],
    ['@acme.co.uk', 'acme.co.uk'],
    ['https://acme.com/', 'acme.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['acme', undefined],
    ['a b.com', undefined],
    ['-acme.com', undefined],
    ['127.0.0.1', undefined],
    ['', undefined],
  ])('%s is read as %s', (typed, read) => {
    expect(parseDomain(typed)).toBe(read);
  });

  it('of an address is what follows the last @, whole', () => {
    expect(domainOf('ana@Acme.com')).toBe('acme.com');
    expect(domainOf('"ana@acme.com"@evil.example')).toBe('evil.example');
    expect(domainOf('ana@sub.acme.com')).not.toBe('acme.com');
  });

  it('of everybody is known', () => {
    expect(['gmail.com', 'outlook.com', 'onmicrosoft.com', 'acme.com'].map(isPublicDomain)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('stands on a line with its organisation', () => {
    expect(readBinding('slack:T1 acme.com, acme.co.uk acme.com what?')).toEqual({
      organisation: { platform: 'slack', tenant: 'T1' },
      domains: ['acme.co.uk', 'acme.com'],
      unread: ['what?'],
    });
  });
});
