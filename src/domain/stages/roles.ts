import type { Role } from '../project/roles.ts';

/** The roles that decide about the stages of a company (STG-2); administrators are not among them. */
export const stageDeciders: readonly Role[] = ['coach'];

/** The roles that see the stages of a company: its members and its coaches, not its customers. */
export const stageViewers: readonly Role[] = ['owner', 'coach', 'contributor', 'viewer'];

/** The roles that answer a coach's question for the company (STG-5). */
export const questionAnswerers: readonly Role[] = ['owner', 'contributor'];
