import { type SQL, sql } from 'drizzle-orm';
import { type Kind, kindPolicies, kinds } from '../../../src/domain/project/policies.ts';
import type { Role } from '../../../src/domain/project/roles.ts';

/** Pairs of a kind and a role for `(kind, role) in …`; inlined, because they are constants. */
const pairs = (rolesOf: (kind: Kind) => readonly Role[]): SQL =>
  sql.raw(`(${kinds.flatMap((kind) => rolesOf(kind).map((role) => `('${kind}', '${role}')`)).join(', ')})`);

/** Pairs of a project kind and a role that governs it. */
export const governing = pairs((kind) => kindPolicies[kind].governors);

/** Pairs of a project kind and the role that gives roles. */
export const heading = pairs((kind) => [kindPolicies[kind].head]);
