import type { Project } from '../domain/project/project.ts';
import { projectRef, type Resource } from './resource.ts';

/** The payment terms of a project; percentages as numbers. */
export const termsResource = ({ project }: { project: Project }): Resource => ({
  project: projectRef(project),
  terms: {
    trigger: project.terms.trigger,
    advancePercent: project.terms.advanceShare,
    netDays: project.terms.netDays,
    lateFeePercent: project.terms.lateFeeBasisPoints / 100,
    stopAfterDays: project.terms.stopAfterDays,
    taxPercent: project.billing.taxBasisPoints / 100,
    prefix: project.billing.prefix,
    seller: project.billing.seller,
    buyer: project.billing.buyer,
  },
});
