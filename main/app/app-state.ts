// What the page's first frame is drawn from, gathered from the rooms that own it, and the app's own settings.
import type { Notice, Settings, Snapshot } from '@contract/model'
import { settingsSchema } from '@contract/model'
import { openJsonFile, type JsonFile } from './json-file'

export interface AppStateParts {
  settingsFile: string
  facts: Pick<Snapshot, 'appVersion' | 'codexVersion' | 'platform' | 'homeFolder'>
  gather: () => Pick<Snapshot, 'projects' | 'servers' | 'accounts' | 'requests'>
  onSettings: (settings: Settings) => void
  onNotice: (notice: Notice) => void
}

/** How many notices a reloaded page is shown again. */
const keptNotices = 20

export class AppState {
  readonly #parts: AppStateParts
  readonly #settings: JsonFile<Settings>
  #notices: Notice[] = []
  #lastNotice = 0

  constructor(parts: AppStateParts) {
    this.#parts = parts
    this.#settings = openJsonFile(parts.settingsFile, settingsSchema, settingsSchema.parse({}))
    if (this.#settings.problem) this.notice('warning', this.#settings.problem)
  }

  get settings(): Settings {
    return this.#settings.value
  }

  async changeSettings(change: Partial<Settings>): Promise<void> {
    const next = { ...this.#settings.value, ...change }
    this.#parts.onSettings(next)
    await this.#settings.write(next)
  }

  /** Tells the person something that belongs to no call. */
  notice(level: Notice['level'], message: string, detail: string | null = null, projectId: string | null = null): void {
    const notice: Notice = { id: `n${++this.#lastNotice}`, level, message, detail, projectId }
    this.#notices = [...this.#notices, notice].slice(-keptNotices)
    this.#parts.onNotice(notice)
  }

  /** Everything for the first frame. Notices are handed over once. */
  snapshot(): Snapshot {
    const notices = this.#notices
    this.#notices = []
    return { ...this.#parts.facts, ...this.#parts.gather(), settings: this.settings, notices }
  }
}
