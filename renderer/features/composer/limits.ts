// Limits of Codex that the composer says before Codex has to.

/** Characters that a turn's text may have: Codex 0.169.0 answers `input_too_large` beyond. */
export const longestInput = 1 << 20
