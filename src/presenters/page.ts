import type { CustomerPage } from '../domain/page/customer-page.ts';
import { personRef, type Resource } from './resource.ts';

type Shown = Pick<CustomerPage, 'address' | 'openedAt' | 'linkExpiresAt'> & {
  personId: string;
  name: string;
};

const shown = ({ personId, name, address, openedAt, linkExpiresAt }: Shown) => ({
  person: personRef(personId, name),
  address,
  openedAt,
  linkExpiresAt,
});

/** A page to which somebody was invited. */
export const pageResource = (
  invited: { page: Omit<Shown, 'name' | 'personId'>; personId: string; name: string } | undefined,
): Resource => ({
  page: invited ? shown({ ...invited.page, personId: invited.personId, name: invited.name }) : null,
});

/** The open pages of a project. */
export const pagesResource = (pages: readonly Shown[]): Resource => ({ pages: pages.map(shown) });
