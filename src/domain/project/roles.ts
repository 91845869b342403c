/** Roles in a project (ADM-2), highest first. `none` cannot even view it. */
export const roles = ['owner', 'coach', 'contributor', 'client', 'viewer', 'none'] as const;

/** A person's role in a project. */
export type Role = (typeof roles)[number];

/** How a person belongs to the organisation of a room (ADM-2). */
export type Affiliation = 'member' | 'guest' | 'external';
