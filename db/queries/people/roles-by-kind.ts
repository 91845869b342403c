import { type SQL, sql } from 'drizzle-orm';
import { type Kind, kindPolicies, kinds } from '../../../src/domain/project/policies.ts';
import type { Role } from '../../../src/domain/project/roles.ts';

/** Pairs of a kind and a role as a list of rows, for `(kind, role) in …`; constants of ours, so they need no parameters. */
const pairs = (rolesOf: (kind: Kind) => readonly Role[]): SQL =>
  sql.raw(`(${kinds.flatMap((kind) => rolesOf(kind).map((role) => `('${kind}', '${role}')`)).join(', ')})`);

/** Each kind of project with the roles that run it. */
export const governing = pairs((kind) => kindPolicies[kind].governors);

/** Each kind of project with the role that gives roles in it. */
export const heading = pairs((kind) => [kindPolicies[kind].head]);
