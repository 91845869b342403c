import { type Company, standingsOf } from '../domain/stages/company.ts';
import { calendarDays, todayIn } from '../domain/time/dates.ts';
import { milestoneRef, personRef, projectRef, type Resource } from './resource.ts';

/** The stages of a company, each with its state, its criteria, and the decisions about it. */
export const companyResource = (company: Company, { today }: { today: string }): Resource => ({
  project: projectRef(company.project),
  coaches: company.coaches.map(({ id, name }) => personRef(id, name)),
  stages: standingsOf(company).map(({ stage, state, criteria, missing }) => ({
    key: stage.stage,
    milestone: milestoneRef(stage),
    state: state.is,
    since: state.since,
    days:
      state.is === 'current' && state.since !== null
        ? calendarDays(todayIn(state.since, company.project.zone), today)
        : null,
    criteria: criteria.map(({ item, isMet, evidence, figure }) => ({
      number: `${stage.number}.${item.number}`,
      text: item.text,
      met: isMet,
      evidence: evidence.map(({ title, url, value }) => ({ title, url, value })),
      figure: figure && { metric: figure.metric, value: figure.value, target: figure.target },
    })),
    tasks: { ...stage.tasks },
    missingEvidence: missing,
    decisions: company.decided
      .filter((one) => one.stage === stage.stage)
      .map(({ achieved, at, byId, by, reason, platform, evidence }) => ({
        achieved,
        at,
        by: personRef(byId, by),
        reason,
        platform,
        evidence: evidence.map(({ title, url, value }) => ({ title, url, value })),
      })),
  })),
});
