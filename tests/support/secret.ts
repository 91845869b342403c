/** A `MILEPOST_SECRET` as an operator would make one. */
export const testSecret = '5f1d7c0a9be24863d1f07a6c4e8b2953';
