// Where the person's own Codex is at home. Pure.
import { join } from 'node:path'
import type { Environment } from '../codex/process/environment'
import { isBelow } from '../sessions/homes'

export interface TerminalHomesParts {
  readonly homeFolder: string
  readonly userData: string
  readonly environment: Environment
}

/** CODEX_HOME when the app was started with one that isn't the app's own, and `~/.codex`; they need not exist. */
export function terminalHomes({
  homeFolder,
  userData,
  environment,
}: TerminalHomesParts): { path: string; label: string }[] {
  const usual = { path: join(homeFolder, '.codex'), label: 'Codex in the terminal' }
  const set = environment['CODEX_HOME']
  if (!set || set === userData || isBelow(userData, set) || set === usual.path) return [usual]
  return [{ path: set, label: 'Codex in the terminal (CODEX_HOME)' }, usual]
}
