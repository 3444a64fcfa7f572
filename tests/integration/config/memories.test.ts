// Memories of a home with the real Codex: nothing is emptied before a copy of all of it is safe.
import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openExtensionStage, type ExtensionStage } from '../../support/extension-stage'

let stage: ExtensionStage
beforeAll(async () => {
  stage = await openExtensionStage()
})
afterAll(() => stage.end())

const folder = () => join(stage.home.codexHome, 'memories')

describe('the memories of a home', () => {
  it('are told of before there are any', async () => {
    const found = await stage.wing.memories.folder(stage.project.id)
    expect(found).toEqual({ path: folder(), exists: false, files: 0, bytes: 0, summary: null, copies: [] })
  })

  it('are counted, with their summary', async () => {
    stage.put(join(folder(), 'memory_summary.md'), '# What is known\n')
    stage.put(join(folder(), 'rollout_summaries', 'one.md'), 'one')
    const found = await stage.wing.memories.folder(stage.project.id)
    expect(found).toMatchObject({ exists: true, files: 2, bytes: 19, summary: '# What is known\n' })
  })

  it('stay when the person says no', async () => {
    stage.answers.reset = false
    expect(await stage.wing.memories.reset(stage.project.id)).toEqual({ state: 'declined' })
    expect(stage.questions.at(-1)).toBe('reset 2')
    expect(readdirSync(folder()).toSorted()).toEqual(['memory_summary.md', 'rollout_summaries'])
  })

  it('are emptied by Codex after a copy, and come back from it', async () => {
    stage.answers.reset = true
    const report = await stage.wing.memories.reset(stage.project.id)
    expect(readdirSync(folder())).toEqual([])
    const { copies } = await stage.wing.memories.folder(stage.project.id)
    expect(copies).toHaveLength(1)
    expect(report).toEqual({ state: 'done', copyId: copies[0]?.id })
    expect(copies[0]).toMatchObject({ files: 2, bytes: 19 })
    // What was written since stays.
    stage.put(join(folder(), 'memory_summary.md'), 'newer')
    const { left } = await stage.wing.memories.restore(stage.project.id, copies[0]?.id ?? '')
    expect(left).toEqual(['memories/memory_summary.md: It is there already.'])
    expect(readFileSync(join(folder(), 'memory_summary.md'), 'utf8')).toBe('newer')
    expect(readFileSync(join(folder(), 'rollout_summaries', 'one.md'), 'utf8')).toBe('one')
  })

  it('are not emptied when something in them can’t be copied', async () => {
    const elsewhere = stage.put(join(stage.home.root, 'elsewhere.md'), 'mine')
    symlinkSync(elsewhere, join(folder(), 'link.md'))
    await expect(stage.wing.memories.reset(stage.project.id)).rejects.toThrow(
      /memories\/link\.md can’t be copied first/,
    )
    expect(existsSync(join(folder(), 'link.md'))).toBe(true)
    expect((await stage.wing.memories.folder(stage.project.id)).copies).toHaveLength(1)
  })

  it('take only copies that there are', async () => {
    await expect(stage.wing.memories.restore(stage.project.id, '../..')).rejects.toThrow(
      'This copy is no longer there.',
    )
    mkdirSync(join(stage.home.root, 'data', 'memory-copies', stage.project.id, '000000000000001-00000000'))
    await expect(stage.wing.memories.restore(stage.project.id, '000000000000001-00000000')).rejects.toThrow(
      'This copy is no longer there.',
    )
  })
})
