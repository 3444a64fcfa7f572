// The homes as main lists them, their sizes as they are counted, and the environment. Homes are known by id; a path is only
// drawn. Read while somebody looks; nothing of it is kept between starts.
import { create } from 'zustand'
import type {
  EnvironmentReport,
  HomeSize,
  HomesOverview,
  TemplatePart,
  TemplateReport,
  TerminalReport,
} from '../../../preload/contract/homes'
import type { AppParams } from '../../../preload/contract/channels'
import type { PushEvent } from '../../../preload/contract/events'
import type { DeckError, Result } from '../../../preload/contract/result'
import { app, deck } from '../../bridge'
import { tellFailure } from '../app/notices'

interface HomesStore {
  /** Null until main told of them. */
  overview: HomesOverview | null
  loading: boolean
  problem: DeckError | null
  sizes: Readonly<Record<string, HomeSize>>
  environment: EnvironmentReport | null
  environmentProblem: DeckError | null
  /** Reads the list and follows it until the answered function is called. */
  watch(): () => void
  /** Reads the list anew; counting begins anew with it. What was known stays in view meanwhile. */
  load(): Promise<void>
  loadEnvironment(): Promise<void>
  reveal(homeId: string): Promise<void>
  createFromTemplate(
    projectId: string,
    templateId: string,
    parts: readonly TemplatePart[],
  ): Promise<Result<TemplateReport>>
  makeTerminalReady(choice: AppParams<'homes/makeTerminalReady'>): Promise<Result<TerminalReport>>
  /** True when it is in the trash, false when the person said no to main. */
  trash(homeId: string): Promise<Result<boolean>>
}

export const useHomes = create<HomesStore>()((set, get) => {
  /** Counts what was asked, so that an older answer changes nothing. */
  let asked = 0
  const receive = (events: readonly PushEvent[]): void => {
    const fresh: Record<string, HomeSize> = {}
    for (const event of events) if (event.type === 'home-size') fresh[event.size.homeId] = event.size
    if (Object.keys(fresh).length > 0) set(({ sizes }) => ({ sizes: { ...sizes, ...fresh } }))
    // Somebody signed in or out, or a project came, went or changed its home: what may be done with a home is another thing.
    if (events.some(({ type }) => type === 'accounts' || type === 'projects')) void get().load()
  }
  return {
    overview: null,
    loading: false,
    problem: null,
    sizes: {},
    environment: null,
    environmentProblem: null,
    watch() {
      const end = deck.onEvents(receive)
      void get().load()
      return () => {
        end()
        asked += 1
        set({ loading: false })
        void app('homes/leave', {})
      }
    },
    async load() {
      asked += 1
      const own = asked
      set({ loading: true })
      const result = await app('homes/list', {})
      if (own !== asked) return
      if (result.ok) set({ overview: result.value, loading: false, problem: null })
      else set({ loading: false, problem: result.error })
    },
    async loadEnvironment() {
      const result = await app('homes/environment', {})
      if (result.ok) set({ environment: result.value, environmentProblem: null })
      else set({ environmentProblem: result.error })
    },
    async reveal(homeId) {
      const result = await app('homes/reveal', { homeId })
      if (!result.ok) tellFailure('The folder was not opened', result.error)
    },
    async createFromTemplate(projectId, templateId, parts) {
      const result = await app('homes/createFromTemplate', { projectId, templateId, parts: [...parts] })
      void get().load()
      return result
    },
    async makeTerminalReady(choice) {
      const result = await app('homes/makeTerminalReady', choice)
      void get().load()
      return result
    },
    async trash(homeId) {
      const result = await app('homes/trash', { homeId })
      void get().load()
      return result
    },
  }
})
