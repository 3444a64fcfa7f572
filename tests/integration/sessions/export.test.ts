// Exporting real sessions: what Codex lists and records, in each format, with secrets masked; forks and reverts in full.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExportFormat } from '../../../preload/contract/exports'
import { exportSession } from '../../../main/sessions/export/export-session'
import { rolloutChain } from '../../../main/sessions/export/rollout-chain'
import { turnsOldestFirst } from '../../../main/sessions/export/turn-pages'
import type { CodexSession } from '../../support/codex-session'
import { events, functionCall, say } from '../../support/responses-server'
import { setScene, type Scene } from '../../support/scene'

const secret = 'sk-abcdefgh12345678'

describe('exporting', () => {
  let scene: Scene
  let codex: CodexSession

  beforeAll(async () => {
    scene = await setScene()
    codex = scene.codex
  })
  afterAll(() => scene.end())

  const made = async (historyMode: 'paginated' | 'legacy', questions: readonly string[]) => {
    const threadId = await codex.startThread({ historyMode })
    const turns: string[] = []
    for (const question of questions) turns.push((await codex.runTurn(threadId, question)).turn.id)
    return { threadId, turns }
  }
  /** The file with an id in its name, as the app finds it. */
  const locate = async (fileId: string): Promise<string | null> => {
    const sessions = join(scene.home.codexHome, 'sessions')
    const found = readdirSync(sessions, { recursive: true, encoding: 'utf8' }).find((name) =>
      name.endsWith(`${fileId}.jsonl`),
    )
    return found === undefined ? null : join(sessions, found)
  }
  const exported = async (threadId: string, format: ExportFormat) => {
    const { thread } = await codex.request('thread/read', { threadId })
    const report = await exportSession({
      format,
      threadId,
      thread,
      title: 'The title',
      turns: turnsOldestFirst(threadId, (params) => codex.request('thread/turns/list', params)),
      rolloutPath: await rolloutChain(thread.path ?? '', locate),
      target: join(scene.home.root, `export.${format}`),
    })
    return { report, text: readFileSync(report.path, 'utf8') }
  }
  const inOrder = (text: string, words: readonly string[]) => {
    const places = words.map((word) => text.indexOf(word))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  }

  describe.each(['paginated', 'legacy'] as const)('a %s thread', (historyMode) => {
    let threadId: string
    beforeAll(async () => {
      scene.model.queue(
        events(functionCall('c_1', 'exec_command', { cmd: `echo key ${secret}` })),
        say('the first answer'),
      )
      scene.model.queue(say(`and ${secret}`))
      threadId = (await made(historyMode, ['the first question', `is ${secret} mine?`])).threadId
    })

    test.each(['markdown', 'html'] as const)('gives a readable %s, oldest turn first', async (format) => {
      const { report, text } = await exported(threadId, format)
      inOrder(text, ['The title', 'Turn 1', 'the first question', 'the first answer', 'Turn 2', 'mine?'])
      expect(text).not.toContain(secret)
      expect(report.masked[0]?.kind).toBe('API key')
      expect(text).toContain(`API key × ${report.masked[0]?.count}`)
      expect(report.bytes).toBe(Buffer.byteLength(text))
    })

    test('gives its records line by line, each as Codex wrote it but for the secrets', async () => {
      const { report, text } = await exported(threadId, 'jsonl')
      expect(text).not.toContain(secret)
      expect(report.masked).toMatchObject([{ kind: 'API key' }])
      const original = readFileSync((await locate(threadId)) ?? '', 'utf8')
      const masked = (line: string): unknown => JSON.parse(line.replaceAll(secret, '[masked: API key]'))
      const lines = text.trimEnd().split('\n')
      expect(lines.map((line): unknown => JSON.parse(line))).toEqual(original.trimEnd().split('\n').map(masked))
      // What held no secret is there byte for byte.
      const clean = original.split('\n').filter((line) => line !== '' && !line.includes(secret))
      expect(clean.length).toBeGreaterThan(5)
      expect(clean.filter((line) => !lines.includes(line))).toEqual([])
    })
  })

  test('a fork comes with the beginning that lies in its source’s file, and no more of that', async () => {
    const source = await made('paginated', ['before the fork', 'only in the source'])
    const { thread } = await codex.request('thread/fork', {
      threadId: source.threadId,
      lastTurnId: source.turns[0],
      excludeTurns: true,
    })
    await codex.runTurn(thread.id, 'after the fork')
    for (const format of ['markdown', 'jsonl'] as const) {
      const { text } = await exported(thread.id, format)
      inOrder(text, ['before the fork', 'after the fork'])
      expect(text).not.toContain('only in the source')
    }
  })

  test('a reverted session comes with what was kept and what came after', async () => {
    const { threadId, turns } = await made('paginated', ['kept question', 'dropped question'])
    await codex.request('thread/revert', { threadId, beforeTurnId: turns[1] ?? '' })
    await codex.runTurn(threadId, 'asked anew')
    for (const format of ['html', 'jsonl'] as const) {
      const { text } = await exported(threadId, format)
      inOrder(text, ['kept question', 'asked anew'])
      expect(text).not.toContain('dropped question')
    }
  })
})
