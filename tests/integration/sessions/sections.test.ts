// Sections and pins as the sidebar relies on them: Codex's own, kept in the home, for loaded and unloaded threads alike.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CodexSession } from '../../support/codex-session'
import { setScene, type Scene } from '../../support/scene'

/** Built into every home; the app's pins are threads in it. */
const PINNED = '01984de2-8f74-7c91-a3b2-5c5e937cf318'
const NOWHERE = '01890000-0000-7000-8000-000000000000'

describe('sections', () => {
  let scene: Scene
  let codex: CodexSession
  const threads: string[] = []

  beforeAll(async () => {
    scene = await setScene()
    codex = scene.codex
    for (const question of ['first', 'second', 'third']) {
      const threadId = await codex.startThread()
      await codex.runTurn(threadId, question)
      threads.push(threadId)
    }
  })
  afterAll(() => scene.end())

  const at = (index: number): string => threads[index] ?? ''
  const inSection = async (sectionId: string | null): Promise<string[]> => {
    const sorted = sectionId === null ? {} : { sortKey: 'section_position' as const, sortDirection: 'asc' as const }
    const { data } = await codex.request('thread/list', { modelProviders: [], sectionId, ...sorted })
    return data.map(({ id }) => id)
  }

  test('every home has “Pinned” under the same id', async () => {
    const { data } = await codex.request('threadSection/list', {})
    expect(data).toEqual([{ id: PINNED, name: 'Pinned', appearance: null }])
  })

  test('a thread is pinned, its place chosen, and unpinned', async () => {
    for (const threadId of [at(0), at(1)]) await codex.request('thread/section/move', { threadId, sectionId: PINNED })
    await codex.request('thread/section/move', { threadId: at(2), sectionId: PINNED, beforeThreadId: at(0) })
    await codex.seen('thread/section/changed', ({ threadId }) => threadId === at(2))
    expect((await inSection(PINNED)).toSorted()).toEqual(threads.toSorted())
    expect(await inSection(null)).toEqual([])

    await codex.request('thread/section/move', { threadId: at(0), sectionId: null })
    await codex.seen('thread/section/changed', ({ threadId, sectionId }) => threadId === at(0) && sectionId === null)
    expect(await inSection(null)).toEqual([at(0)])
    await codex.request('thread/section/move', { threadId: at(0), sectionId: PINNED })
  })

  test('the order inside a section is the one that was chosen', async () => {
    expect(await inSection(PINNED)).toEqual([at(2), at(1), at(0)])
  })

  test('pins are still there in the next server, for threads that it hasn’t loaded', async () => {
    await codex.close()
    codex = await scene.reopen()
    expect(await inSection(PINNED)).toEqual([at(2), at(1), at(0)])
    await codex.request('thread/section/move', { threadId: at(1), sectionId: null })
    expect(await inSection(PINNED)).toEqual([at(2), at(0)])
  })

  test('a section of one’s own is made, renamed and deleted; its threads stay', async () => {
    const { section } = await codex.request('threadSection/create', { name: 'Later' })
    await codex.request('thread/section/move', { threadId: at(1), sectionId: section.id })
    await codex.request('threadSection/update', { sectionId: section.id, name: 'Soon' })
    const { data } = await codex.request('thread/list', { modelProviders: [], sectionId: section.id })
    expect(data.map((thread) => [thread.id, thread.section?.name])).toEqual([[at(1), 'Soon']])

    await codex.request('threadSection/delete', { sectionId: section.id })
    expect(await inSection(null)).toEqual([at(1)])
  })

  test('what doesn’t exist is refused in words', async () => {
    const move = (threadId: string, sectionId: string) => codex.request('thread/section/move', { threadId, sectionId })
    await expect(move(at(0), NOWHERE)).rejects.toThrow(`section ${NOWHERE} does not exist`)
    await expect(move(NOWHERE, PINNED)).rejects.toThrow(`thread not found: ${NOWHERE}`)
    await expect(codex.request('threadSection/create', { name: '' })).rejects.toThrow('must not be empty')
  })
})
