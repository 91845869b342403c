import { roles } from '../../../src/domain/project/roles.ts';
import { cut } from '../../../src/domain/text/cut.ts';
import { formatDate } from '../../../src/domain/time/dates.ts';
import { joined, roleWords } from '../words.ts';
import { labels } from './history-labels.ts';

/** A value that the history shows. */
export type ShownValue = string | number | boolean | null | undefined;
/** Old or new values of the fields whose changes the history shows. */
export type ShownFields = { readonly [F in keyof typeof labels]?: ShownValue };

const maxDifferences = 6;

/** Lists changed fields with old and new value: "name Beta → Public beta, due none → Fri 18 Dec". */
export function differences(before: ShownFields, after: ShownFields, today: string): string {
  const parts = (Object.keys(labels) as (keyof ShownFields)[]).flatMap((field) => {
    if (!(field in after)) return [];
    const was = field in before ? `${fieldWords(field, before[field], today)} → ` : '';
    return [`${labels[field]} ${was}${fieldWords(field, after[field], today)}`];
  });
  const rest = parts.length - maxDifferences;
  return joined([...parts.slice(0, maxDifferences), rest > 0 && `and ${rest} more`]);
}

const fieldWords = (field: keyof ShownFields, value: ShownValue, today: string): string =>
  field === 'approver' ? roleIn(value) : valueWords(value, today);

/** Words a role as cards do; any other value unchanged. */
export function roleIn(value: ShownValue): string {
  const role = roles.find((one) => one === value);
  return role && role !== 'none' ? roleWords[role] : valueWords(value, '');
}

/** Words a value: dates as cards do, nothing as “none”. */
export function valueWords(value: ShownValue, today: string): string {
  if (value === null || value === undefined || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'string') return String(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDate(value, today);
  return cut(value, 80);
}
