// Calendar days 'YYYY-MM-DD' as people count them back from today. Pure.

/** The local calendar day of a date. */
export function dayOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** `count` days, oldest first, ending with `last`. */
export function daysTo(last: Date, count: number): string[] {
  // Through noon, so that the hour that summer time takes or gives doesn't skip a day.
  return Array.from({ length: count }, (_, at) =>
    dayOf(new Date(last.getFullYear(), last.getMonth(), last.getDate() - (count - 1 - at), 12)),
  )
}
