import { describe, expect, it } from 'vitest'
import { childEnvironment, run } from '../../../../scripts/setup/run.mjs'
import { createTeller } from '../../../../scripts/setup/say.mjs'

describe('a command of set-up', () => {
  it('gets an environment without traces of npm, of an outer Electron and of Codex', () => {
    const env = childEnvironment(
      { EXTRA: '1' },
      {
        PATH: '/bin',
        npm_lifecycle_event: 'start',
        npm_config_cache: '/c',
        ELECTRON_RUN_AS_NODE: '1',
        CODEX_HOME: '/h',
        OPENAI_API_KEY: 'k',
      },
    )
    expect(env).toEqual({ PATH: '/bin', npm_config_cache: '/c', EXTRA: '1' })
  })

  it('fails with the end of its output', async () => {
    const failing = run(process.execPath, ['-e', 'console.error("no such luck"); process.exit(3)'])
    await expect(failing).rejects.toThrow(/code 3[\s\S]*no such luck/)
  })

  it('is ended when it takes too long', async () => {
    const hanging = run(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { timeoutMs: 300 })
    await expect(hanging).rejects.toThrow(/longer than/)
  })
})

describe('what set-up says', () => {
  const listen = () => {
    let text = ''
    let clock = 0
    const tell = createTeller({ write: (more) => (text += more), now: () => (clock += 500) })
    return { tell, heard: () => text }
  }

  it('is one line when nothing was to do', async () => {
    const { tell, heard } = listen()
    await tell.step(() => Promise.resolve(false))
    tell.end()
    expect(heard()).toMatch(/^Set-up: everything is in place \([\d.]+ s\)\n$/)
  })

  it('names each piece of work and the time it took', async () => {
    const { tell, heard } = listen()
    await tell.step(async () => tell.doing('building the app'))
    tell.end()
    expect(heard()).toMatch(/^• building the app\n {2}\([\d.]+ s\)\nSet-up: done/)
  })
})
