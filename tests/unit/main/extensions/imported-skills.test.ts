import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readsItsImports, skillsInHome, takeIntoHome } from '../../../../main/extensions/imported-skills'

let root: string
let home: string
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'deck-imported-')))
  home = join(root, 'homes', 'one')
  mkdirSync(join(home, 'skills'), { recursive: true })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const put = (path: string, text: string): string => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return path
}
const beside = () => join(root, 'homes', '.agents', 'skills')

describe('imported skills', () => {
  it('are taken into the home, and the folder beside it goes when it is empty', async () => {
    put(join(beside(), 'tidy', 'SKILL.md'), 'tidy')
    put(join(beside(), 'tidy', 'scripts', 'a.sh'), 'a')
    expect(await takeIntoHome(home, ['tidy'])).toEqual({ taken: ['tidy'], notes: [] })
    expect(readFileSync(join(home, 'skills', 'tidy', 'scripts', 'a.sh'), 'utf8')).toBe('a')
    expect(existsSync(join(root, 'homes', '.agents'))).toBe(false)
    expect(await skillsInHome(home, ['tidy', 'sing', '..'])).toEqual(['tidy'])
  })

  it('leave those of others where they are', async () => {
    put(join(beside(), 'tidy', 'SKILL.md'), 'tidy')
    put(join(beside(), 'other', 'SKILL.md'), 'other')
    await takeIntoHome(home, ['tidy'])
    expect(existsSync(join(beside(), 'other', 'SKILL.md'))).toBe(true)
  })

  it('overwrite nothing that the home has, and stay then', async () => {
    put(join(home, 'skills', 'tidy', 'SKILL.md'), 'mine')
    put(join(beside(), 'tidy', 'SKILL.md'), 'theirs')
    const { taken, notes } = await takeIntoHome(home, ['tidy'])
    expect(taken).toEqual([])
    expect(notes).toEqual([`tidy/SKILL.md stays in ${beside()}: It is there already.`])
    expect(readFileSync(join(home, 'skills', 'tidy', 'SKILL.md'), 'utf8')).toBe('mine')
    expect(readFileSync(join(beside(), 'tidy', 'SKILL.md'), 'utf8')).toBe('theirs')
  })

  it('with a name that leads elsewhere are not touched', async () => {
    const secret = put(join(root, 'homes', 'secret', 'SKILL.md'), 'secret')
    mkdirSync(beside(), { recursive: true })
    const { taken, notes } = await takeIntoHome(home, ['../../secret', '..', ''])
    expect(taken).toEqual([])
    expect(notes).toHaveLength(3)
    expect(readFileSync(secret, 'utf8')).toBe('secret')
  })

  it.skipIf(process.platform === 'win32')('bring no link along', async () => {
    put(join(beside(), 'tidy', 'SKILL.md'), 'tidy')
    symlinkSync(put(join(root, 'private'), 'private'), join(beside(), 'tidy', 'link'))
    const { notes } = await takeIntoHome(home, ['tidy'])
    expect(notes.join()).toContain('It is a link')
    expect(existsSync(join(home, 'skills', 'tidy', 'link'))).toBe(false)
  })

  it('are read by Codex itself only beside the person’s own folder', async () => {
    expect(await readsItsImports(join(root, '.codex'), root)).toBe(true)
    expect(await readsItsImports(home, root)).toBe(false)
  })
})
