// Names of branches as they are typed: whether git would take one, said while it is typed, and one to begin with. Main asks git
// itself before anything is made. Pure.

/** What is wrong with a name, in words; null when nothing is, or nothing was typed. */
export function branchProblem(name: string, taken: readonly string[]): string | null {
  if (name === '') return null
  if (/\s/.test(name)) return 'A branch’s name has no spaces.'
  // oxlint-disable-next-line no-control-regex -- git takes none of them
  const bad = /[~^:?*[\\\u0000-\u001f\u007f]|@\{|\.\./.exec(name)
  if (bad) return `A branch’s name can’t have “${bad[0]}” in it.`
  if (/^[-/.]|\/[/.]|[/.]$|\.lock(?:\/|$)/.test(name) || name === '@' || name === 'HEAD' || name.startsWith('refs/'))
    return 'Git takes no branch of this name.'
  if (taken.includes(name)) return 'There is a branch of this name already.'
  const inside = taken.find((other) => other.startsWith(`${name}/`) || name.startsWith(`${other}/`))
  return inside === undefined ? null : `It can’t stand beside the branch “${inside}”.`
}

const mostWords = 5

/** A free name made of the first words of what is asked for. */
export function suggestedBranch(words: string, taken: readonly string[]): string {
  const slug = words
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .slice(0, mostWords)
    .join('-')
    .slice(0, 50)
    .replace(/-+$/, '')
  const name = `codex/${slug || 'work'}`
  const free = (candidate: string): boolean => branchProblem(candidate, taken) === null
  if (free(name)) return name
  for (let number = 2; number < 1000; number += 1) if (free(`${name}-${number}`)) return `${name}-${number}`
  return ''
}
