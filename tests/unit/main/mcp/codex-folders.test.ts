import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { CodexFolders } from '../../../../main/mcp/codex-folders'

const folders = new CodexFolders()
let root: string
let home: string
let cwd: string
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'deck-folders-')))
  home = join(root, 'home')
  cwd = join(root, 'a', 'b')
  mkdirSync(home)
  mkdirSync(cwd, { recursive: true })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const has = async (folder = cwd) => (await folders.around(folder, home)).hasCodex
const key = async () => (await folders.around(cwd, home)).key

it('sees a .codex in the folder and above it, of any kind', async () => {
  // The machine that tests run on may have one of its own further up.
  expect(await has()).toBe(await has(root))
  mkdirSync(join(root, '.codex'))
  expect(await has()).toBe(true)
  rmSync(join(root, '.codex'), { recursive: true })
  symlinkSync('/nowhere', join(cwd, '.codex'))
  expect(await has()).toBe(true)
})

it('sees what lies above the real place of a link, and of a folder that isn’t there', async () => {
  symlinkSync(cwd, join(root, 'link'))
  mkdirSync(join(root, 'a', '.codex'))
  expect(await has(join(root, 'link'))).toBe(true)
  expect(await has(join(cwd, 'not', 'there'))).toBe(true)
})

it('has another key as soon as Codex may look elsewhere', async () => {
  mkdirSync(join(root, '.codex'))
  const keys = [await key()]
  mkdirSync(join(root, 'a', '.git'))
  keys.push(await key())
  mkdirSync(join(cwd, '.codex'))
  keys.push(await key())
  writeFileSync(join(home, 'config.toml'), 'project_root_markers = ["x"]')
  keys.push(await key())
  writeFileSync(join(home, 'config.toml'), 'project_root_markers = ["y"]')
  keys.push(await key())
  expect(new Set(keys).size).toBe(5)
  expect(await key()).toBe(keys.at(-1))
  // What else stands in the home’s file changes nothing.
  writeFileSync(join(home, 'config.toml'), 'model = "x"')
  expect(await key()).toBe(keys[2])
})
