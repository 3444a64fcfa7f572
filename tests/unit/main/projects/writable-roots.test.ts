import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Project } from '@contract/model'
import { WritableRoots } from '../../../../main/projects/writable-roots'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'roots-'))
})
afterEach(() => rmSync(home, { recursive: true }))

const project: Project = {
  id: '0123456789abcdef',
  path: '/p',
  name: 'p',
  trust: 'trusted',
  source: 'provider',
  problem: null,
  branch: null,
  sharedHome: null,
  accountId: null,
}
const write = (text: string | Uint8Array): void => writeFileSync(join(home, 'config.toml'), text)
const list = (...roots: unknown[]): string => `[sandbox_workspace_write]\nwritable_roots = ${JSON.stringify(roots)}\n`

describe('folders that may be written to', () => {
  it('are those of the home’s config.toml, read anew when it changes', async () => {
    const roots = new WritableRoots(() => home)
    expect(await roots.of(project)).toEqual([])
    write(list('/data', '/other folder/ü'))
    expect(await roots.of(project)).toEqual(['/data', '/other folder/ü'])
    write(list('/data'))
    expect(await roots.of(project)).toEqual(['/data'])
    rmSync(join(home, 'config.toml'))
    expect(await roots.of(project)).toEqual([])
  })

  it('are absolute, and not without end', async () => {
    const roots = new WritableRoots(() => home)
    write(list('relative', '', '../x', '/ok', '~/x'))
    expect(await roots.of(project)).toEqual(['/ok'])
    write(list(...Array.from({ length: 500 }, (_, at) => `/d${at}`)))
    expect(await roots.of(project)).toHaveLength(50)
  })

  it.each([
    ['broken', '[sandbox_workspace_write]\nwritable_roots = ["/a"\n'],
    ['of another kind', 'sandbox_workspace_write = { writable_roots = "/a" }\n'],
    ['no text', Buffer.concat([Buffer.from(list('/a')), Buffer.from([0xff])])],
  ])('are none where the file is %s, as for Codex', async (_name, text) => {
    write(text)
    expect(await new WritableRoots(() => home).of(project)).toEqual([])
  })
})
