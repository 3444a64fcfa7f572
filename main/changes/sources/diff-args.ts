// How git is asked for a difference: everything that a person's config could change about the answer is said, no program of
// theirs runs, and nothing but bytes of files is shown as lines. Pure.

/** A file over this is not compared as lines: git would hold both sides in memory. Larger alone, when the person asks. */
export const comparedBytes = { inView: 16 * 1024 * 1024, alone: 64 * 1024 * 1024 } as const

export interface DiffArgs {
  readonly ignoreSpace: boolean
  readonly trusted: boolean
  readonly alone?: boolean
  /** Paths are relative to the folder and only those within it are told. False in a store of our own, whose root is the folder. */
  readonly relative?: boolean
}

/** Settings that have no option. */
export function diffConfig({ alone = false }: Pick<DiffArgs, 'alone'>): string[] {
  return [
    `core.bigFileThreshold=${alone ? comparedBytes.alone : comparedBytes.inView}`,
    'core.quotePath=false',
    'diff.suppressBlankEmpty=false',
    'diff.autoRefreshIndex=true',
    'diff.mnemonicPrefix=false',
    'diff.noprefix=false',
  ]
}

/** `diff` with its options; what to compare comes after. */
export function diffArgs({ ignoreSpace, trusted, relative = true }: DiffArgs): string[] {
  return [
    'diff',
    '--raw',
    '-z',
    '--patch',
    '--no-abbrev',
    '--full-index',
    '--unified=3',
    '--inter-hunk-context=0',
    '--find-renames',
    '--find-copies',
    // Comparing every new file with every one that went away is quadratic; exact renames are always found.
    '-l400',
    '--src-prefix=a/',
    '--dst-prefix=b/',
    '-O/dev/null',
    '--no-ext-diff',
    '--no-textconv',
    '--no-color',
    '--submodule=short',
    ...(relative ? ['--relative'] : []),
    ...(ignoreSpace ? ['--ignore-all-space'] : []),
    // Whether a submodule's files changed is asked of a git within it, with that repository's config.
    ...(trusted ? [] : ['--ignore-submodules=dirty']),
  ]
}
