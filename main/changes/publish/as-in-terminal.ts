// What git runs with when a person's own hooks, signing and remotes come into play: as in a terminal, but with nobody there to ask.

/** Added to git's environment, over the fixed one of git/run: that one is for programs, and hooks inherit it. */
export const asInTerminal: Readonly<Record<string, string>> = {
  // A hook's own git commands take pathspecs and locks as they always do.
  GIT_LITERAL_PATHSPECS: '0',
  GIT_OPTIONAL_LOCKS: '1',
  // Git's own words in English, for they are read; everything else in the person's language and encoding.
  LC_ALL: '',
  LC_MESSAGES: 'C',
}

/** A hook may run a whole test suite; longer than this is one that waits for somebody. */
export const longestRunMs = 15 * 60_000
