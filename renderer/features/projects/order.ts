// Moves one project in the order of all. Pure.

/** The ids with `id` one place further up (-1) or down (+1); the same array when it is at the end already. */
export function movedBy(ids: readonly string[], id: string, step: -1 | 1): readonly string[] {
  const from = ids.indexOf(id)
  const to = from + step
  if (from < 0 || to < 0 || to >= ids.length) return ids
  const next = [...ids]
  next.splice(from, 1)
  next.splice(to, 0, id)
  return next
}

/** The ids with `id` in the place of `target`, as after a drag; the same array when nothing moves. */
export function movedTo(ids: readonly string[], id: string, target: string): readonly string[] {
  const to = ids.indexOf(target)
  if (id === target || to < 0 || !ids.includes(id)) return ids
  const next = ids.filter((known) => known !== id)
  next.splice(to, 0, id)
  return next
}
