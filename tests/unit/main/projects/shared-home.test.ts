import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { confinedToFolders, requireSharedHome } from '../../../../main/projects/shared-home'
import { trustOverride } from '../../../../main/projects/trust'

describe('a home to share', () => {
  let root: string
  let userData: string
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'deck-shared-')))
    userData = join(root, 'data')
    mkdirSync(join(userData, 'homes', 'auth'), { recursive: true })
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  it('is any folder that can be read and written, by its real path', async () => {
    const home = join(root, 'codex')
    mkdirSync(home)
    symlinkSync(home, join(root, 'link'))
    expect(await requireSharedHome(userData, join(root, 'link'))).toBe(home)
  })

  it('is refused in words when it is missing or a file', async () => {
    writeFileSync(join(root, 'file'), '')
    await expect(requireSharedHome(userData, join(root, 'nowhere'))).rejects.toThrow(/is not there/)
    await expect(requireSharedHome(userData, join(root, 'file'))).rejects.toThrow(/is a file/)
  })

  it('is never one of the app’s own, not by a link either', async () => {
    const project = join(userData, 'homes', 'projects', 'x')
    mkdirSync(project, { recursive: true })
    symlinkSync(project, join(root, 'link'))
    for (const path of [join(userData, 'homes', 'auth'), project, join(root, 'link'), userData])
      await expect(requireSharedHome(userData, path)).rejects.toThrow(/belongs to Codex Deck/)
  })

  it('shows a project only what ran in its folder', () => {
    expect(confinedToFolders(['/srv'], 'thread/list', { limit: 5, cwd: '/other' })).toEqual({ limit: 5, cwd: '/srv' })
    expect(confinedToFolders(['/srv', '/wt/a'], 'thread/list', {})).toEqual({ cwd: ['/srv', '/wt/a'] })
    expect(confinedToFolders(['/srv'], 'thread/read', { threadId: 'a' })).toEqual({ threadId: 'a' })
  })
})

describe('trust as a setting of a start', () => {
  it('names the folder in a table, so that dots and quotes in it stay one key', () => {
    expect(trustOverride(['/srv/a.b "c"\\d'], 'unasked')).toBe(
      String.raw`projects={"/srv/a.b \"c\"\\d"={trust_level="untrusted"}}`,
    )
    expect(trustOverride(['/srv'], 'trusted')).toBe('projects={"/srv"={trust_level="trusted"}}')
    expect(trustOverride(['/srv', '/wt/a'], 'trusted')).toBe(
      'projects={"/srv"={trust_level="trusted"},"/wt/a"={trust_level="trusted"}}',
    )
    expect(trustOverride(['/a\u007f'], 'restricted')).toBe(String.raw`projects={"/a\u007f"={trust_level="untrusted"}}`)
  })

  it('is TOML that says the path again, whatever is in it', async () => {
    const { parse } = await import('smol-toml')
    const path = '/srv/é 漢 🚀 \t\n\u0001 \'"\\ {}=,#.'
    expect(parse(trustOverride([path], 'trusted'))).toEqual({ projects: { [path]: { trust_level: 'trusted' } } })
  })
})
