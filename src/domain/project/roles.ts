/** Roles in a project (ADM-2), from most to least. `none` may not even look. */
export const roles = ['owner', 'coach', 'contributor', 'client', 'viewer', 'none'] as const;

/** What somebody may do in a project. */
export type Role = (typeof roles)[number];

/** How a person belongs to the organisation whose room they speak in (ADM-2). */
export type Affiliation = 'member' | 'guest' | 'external';
