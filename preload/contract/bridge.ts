// The type of window.deck: two functions and a look-up that only a preload can make.
import type { AppCall, AppParams, AppResults } from './channels'
import type { PushEvent } from './events'
import type { Result } from './result'

export interface DeckBridge {
  call<C extends AppCall>(name: C, params: AppParams<C>): Promise<Result<AppResults[C]>>
  /** Listens to pushed events; answers the function that ends it. */
  onEvents(listener: (events: PushEvent[]) => void): () => void
  /** The path of a file dropped on the window (a File holds none under contextIsolation). Empty for made-up files. */
  pathOf(file: File): string
}
