/**
 * A machine that differs for one process alone: a folder that can only be read (also by root), an administrator's files in
 * /etc/codex. With the bubblewrap that Codex brings; takes Linux and the right to mount.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { codexBinary } from './codex-session'

/** Arguments of bubblewrap that make the difference. */
export type Mounts = readonly string[]

export const bwrap = (): string => join(dirname(dirname(codexBinary())), 'codex-resources', 'bwrap')

const machine: Mounts = ['--dev-bind', '/', '/']

export const readOnly = (path: string): Mounts => [...machine, '--ro-bind', path, path]

/** `files` by their names in /etc/codex, where Codex looks for an administrator's; they are written into `folder`. */
export function administrator(folder: string, files: Readonly<Record<string, string>>): Mounts {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return [...machine, '--overlay-src', '/etc', '--tmp-overlay', '/etc', '--ro-bind', folder, '/etc/codex']
}

/** A script that starts `program` on that machine and hands its arguments on. */
export function wrapped(script: string, mounts: Mounts, program: string): string {
  const quoted = [bwrap(), ...mounts, program].map((part) => `'${part.replaceAll("'", "'\\''")}'`).join(' ')
  writeFileSync(script, `#!/bin/sh\nexec ${quoted} "$@"\n`)
  chmodSync(script, 0o755)
  return script
}

/** Why such machines can't be had here; null when they can. */
export function mountProblem(): string | null {
  if (process.platform !== 'linux') return 'only Linux has mounts of a process’s own'
  const parent = join(homedir(), '.cache', 'codex-deck-tests')
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(join(parent, 'mount-'))
  try {
    const { status, stderr, error } = spawnSync(bwrap(), [...administrator(folder, {}), 'true'], { encoding: 'utf8' })
    return status === 0 ? null : (error?.message ?? stderr.trim())
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
