// Keeps a server's secrets from the commands that a model runs: Codex gives those its whole environment (measured, 0.169.0), so
// that `env` would write every secret into the session's record and send it to the model.

/**
 * Settings, as `-c` takes them, with which commands find these variables empty. Set to nothing and not excluded: a list of
 * exclusions would replace the person's own, and is refused beside the newer `filters`.
 */
export function heldBack(names: readonly string[]): string[] {
  return names.map((name) => `shell_environment_policy.set.${name}=""`)
}
