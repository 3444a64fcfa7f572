/**
 * A project in the real window whose model the test scripts: its own provider, a home that points at it, a trusted folder.
 * One app may serve all tests of a file, each in a new chat (`sharedStage`). Holds no expectations but the fixture's own.
 */
import { composer } from './acts'
import { Bench, expect, test as base, type Deck } from './deck'
import { startResponsesServer, type ScriptedModel } from './responses-server'

export interface Stage extends Deck {
  readonly bench: Bench
  readonly model: ScriptedModel
  /** The project's folder. */
  readonly path: string
  /** Its CODEX_HOME. */
  readonly home: string
  /** Its id. */
  readonly projectId: string
}

export interface StageOptions {
  /** More of config.toml: it follows the provider's part, which ends inside `[features]`. */
  readonly config?: string
  readonly files?: Readonly<Record<string, string>>
  /** Of the app's process. */
  readonly env?: Readonly<Record<string, string>>
  /** Runs before the app starts. */
  readonly before?: (stage: Pick<Stage, 'bench' | 'path' | 'home'>) => void
}

/** Starts the app on a project named "p" with this model. */
export async function openStage(bench: Bench, model: ScriptedModel, options: StageOptions = {}): Promise<Stage> {
  const path = bench.folder('p', { 'README.md': '# p\n', ...options.files })
  const [projectId = ''] = bench.remember({ path, trust: 'trusted', source: 'provider' })
  const home = bench.prepareHome(path, 'p', `${model.configToml}plugins = false\n${options.config ?? ''}`)
  options.before?.({ bench, path, home })
  const deck = await bench.launch(options.env)
  await expect(composer(deck.page)).toBeEnabled()
  return { ...deck, bench, model, path, home, projectId }
}

/** One app for all tests of a file. Answers a function that gives the stage inside a test, which starts in a new chat. */
export function sharedStage(options: StageOptions = {}): () => Stage {
  let stage: Stage | undefined
  let failed: ((index: number) => string) | undefined
  base.beforeAll(async () => {
    stage = await openStage(new Bench(), await startResponsesServer(), options)
  })
  base.beforeEach(async () => {
    stage?.model.clear()
    await stage?.page.getByRole('button', { name: 'New chat', exact: true }).click()
    if (stage) await expect(composer(stage.page)).toHaveValue('')
  })
  // eslint-disable-next-line no-empty-pattern -- Playwright wants a pattern in the first place.
  base.afterEach(({}, info) => {
    if (info.errors.length > 0) failed = (index) => info.outputPath(`window-${index}.png`)
  })
  base.afterAll(async () => {
    const complaints = await stage?.bench.end(failed)
    await stage?.model.close()
    expect(complaints, 'the page broke its policy or threw').toEqual([])
  })
  return () => {
    if (!stage) throw new Error('the stage is not set yet')
    return stage
  }
}

/** `bench` with a scripted model beside it, for tests that need an app of their own. */
export const test = base.extend<{ model: ScriptedModel }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from this pattern.
  model: async ({}, use) => {
    const model = await startResponsesServer()
    await use(model)
    await model.close()
  },
})

export { expect }
