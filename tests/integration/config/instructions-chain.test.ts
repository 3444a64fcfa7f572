// The chain of instructions, held against what the real Codex says it read.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Project } from '@contract/model'
import { Instructions } from '../../../main/config/instructions'
import { openCodex, type CodexSession } from '../../support/codex-session'
import { createTestHome, type TestHome } from '../../support/homes'
import { sampleProject } from '../../support/sample-project'

let home: TestHome
let session: CodexSession
let folder: string
afterEach(async () => {
  await session.close()
  home.remove()
})
const set = async (options: {
  config?: string
  git?: boolean
  trust?: 'trusted' | 'untrusted'
  files: Record<string, string>
}) => {
  home = createTestHome({
    ...(options.config ? { config: options.config } : {}),
    git: options.git ?? true,
    ...(options.trust ? { trust: options.trust } : {}),
  })
  folder = join(home.projectDir, 'pkg', 'app')
  mkdirSync(folder, { recursive: true })
  for (const [path, text] of Object.entries(options.files)) {
    const file = path.startsWith('home:') ? join(home.codexHome, path.slice(5)) : join(home.projectDir, path)
    writeFileSync(file, text)
  }
  session = await openCodex(home)
}
const project = (trust: Project['trust']): Project =>
  sampleProject({ path: folder, name: 'app', trust, source: 'provider' })
const both = async (trust: Project['trust'] = 'trusted') => {
  const instructions = new Instructions({
    find: () => project(trust),
    homeOf: () => home.codexHome,
    request: (_project, method, params) => session.connection.requestRaw(method, params),
  })
  const told = await instructions.chain('0123456789abcdef')
  const text = (path: string) => instructions.read('0123456789abcdef', path)
  const begun = (await session.request('thread/start', {
    cwd: folder,
    ephemeral: true,
    sandbox: 'read-only',
  })) as unknown as {
    instructionSources: string[]
  }
  return { told, read: begun.instructionSources, text }
}

describe('the chain of instructions', () => {
  it.each<[string, Parameters<typeof set>[0]]>([
    [
      'home, root and folders down',
      { files: { 'home:AGENTS.md': 'h', 'AGENTS.md': 'r', 'pkg/AGENTS.md': 'p', 'pkg/app/AGENTS.md': 'a' } },
    ],
    [
      'an override in place of the file',
      {
        files: {
          'home:AGENTS.override.md': 'h',
          'home:AGENTS.md': 'x',
          'pkg/AGENTS.override.md': 'p',
          'pkg/AGENTS.md': 'x',
        },
      },
    ],
    [
      'an empty override switches a folder off',
      { files: { 'AGENTS.override.md': '', 'AGENTS.md': 'x', 'pkg/app/AGENTS.md': 'a' } },
    ],
    [
      'other names, where the configuration has them',
      {
        config: 'project_doc_fallback_filenames = ["CLAUDE.md", "../up.md"]\n',
        files: { 'CLAUDE.md': 'c', 'pkg/CLAUDE.md': 'x', 'pkg/AGENTS.md': 'p' },
      },
    ],
    [
      'other marks of a root',
      {
        config: 'project_root_markers = ["package.json"]\n',
        files: { 'AGENTS.md': 'x', 'pkg/package.json': '{}', 'pkg/AGENTS.md': 'p', 'pkg/app/AGENTS.md': 'a' },
      },
    ],
    ['the folder alone without a root', { git: false, files: { 'AGENTS.md': 'x', 'pkg/app/AGENTS.md': 'a' } }],
    [
      'nothing of the folder where that is switched off',
      { config: 'project_doc_max_bytes = 0\n', files: { 'home:AGENTS.md': 'h', 'pkg/app/AGENTS.md': 'a' } },
    ],
    ['nothing at all', { files: { 'agents.md': 'x', 'CLAUDE.md': 'x' } }],
  ])('is Codex’s own: %s', async (_name, options) => {
    await set(options)
    const { told, read } = await both()
    expect(told.map(({ path }) => path)).toEqual(read)
  })

  it('leaves a folder out that is refused trust', async () => {
    await set({ trust: 'untrusted', files: { 'home:AGENTS.md': 'h', 'AGENTS.md': 'r' } })
    const { told, read } = await both('restricted')
    expect(told.map(({ path }) => path)).toEqual(read)
    expect(read).toEqual([join(home.codexHome, 'AGENTS.md')])
  })

  it('shows the text of its files, and of no other', async () => {
    await set({ files: { 'AGENTS.md': 'Root.', 'README.md': 'secret', 'pkg/app/AGENTS.md': 'a' } })
    const { text } = await both()
    expect(await text(join(home.projectDir, 'AGENTS.md'))).toEqual({ text: 'Root.', cut: false })
    for (const path of [join(home.projectDir, 'README.md'), join(home.codexHome, 'config.toml'), '/etc/passwd'])
      await expect(text(path)).rejects.toThrow('do not read this file')
  })

  it('says where each file is and which one is cut', async () => {
    await set({
      config: 'project_doc_max_bytes = 100\n',
      files: { 'home:AGENTS.md': 'h'.repeat(500), 'AGENTS.md': 'r'.repeat(80), 'pkg/app/AGENTS.md': 'a'.repeat(50) },
    })
    const { told } = await both()
    expect(told.map(({ where, bytes, cut }) => [where, bytes, cut])).toEqual([
      ['home', 500, false],
      ['above', 80, false],
      ['project', 50, true],
    ])
  })
})
