// Keeps what is typed into files of the configuration over the page's end: main writes it down a moment after typing rests, and as
// the page goes away. Read once a project, by the first who opens a file of it.
import type { ConfigFile, Draft } from '../../../preload/contract/config'
import type { Result } from '../../../preload/contract/result'
import { app } from '../../bridge'
import { tellFailure } from '../app/notices'
import { fileKey, fileWords, isDirty, type OpenFile } from './open-file'

type Files = Readonly<Record<string, OpenFile>>

/** What is typed waits this long before it is written down, in ms; megabytes wait for some seconds, since all of it is sent. */
const keepAfterMs = (text: string): number => 400 + text.length / 2000

/** By project: what main kept of the time before this page, by file; each is taken once. */
const drafts = new Map<string, Promise<Map<string, Draft>>>()

function draftsOf(projectId: string): Promise<Map<string, Draft>> {
  const known = drafts.get(projectId)
  if (known !== undefined) return known
  const asked = app('config/drafts', { projectId }).then((result) => {
    const list = result.ok && Array.isArray(result.value) ? result.value : []
    return new Map(list.map((draft) => [fileKey(projectId, draft.file), draft]))
  })
  drafts.set(projectId, asked)
  return asked
}

/** What was typed into this file before the page was loaded; null from the second time on. */
export async function takeDraft(projectId: string, file: ConfigFile): Promise<Draft | null> {
  const known = await draftsOf(projectId)
  const key = fileKey(projectId, file)
  const draft = known.get(key) ?? null
  known.delete(key)
  return draft
}

/** What was kept is what the file says: it is no draft any more. */
export function forgetDraft(projectId: string, file: ConfigFile): void {
  void app('config/keepDraft', { projectId, file, draft: null })
}

/** Files with something typed before the page was loaded that nobody has opened yet. */
export async function draftedFiles(projectId: string): Promise<ConfigFile[]> {
  return [...(await draftsOf(projectId)).values()].map(({ file }) => file)
}

let hasFailed = false

/** Says once that a disk takes no drafts: it will go on like this. */
async function tell(keeping: Promise<Result<null>>, file: ConfigFile, projectId: string): Promise<void> {
  const result = await keeping
  if (result.ok || hasFailed) return
  hasFailed = true
  tellFailure(`What you type in ${fileWords(file)} would be lost with the app. Save it`, result.error, projectId)
}

/** Follows the open files and has main keep, and forget, what is typed in them. */
export function keepDrafts(
  subscribe: (listener: (now: { files: Files }, before: { files: Files }) => void) => void,
): void {
  const waiting = new Map<string, OpenFile>()
  /** What main has of each file. */
  const kept = new Map<string, string>()
  let timer: ReturnType<typeof setTimeout> | null = null

  const keepNow = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    for (const [key, { projectId, file, text, base }] of waiting) {
      if (base === null) continue
      kept.set(key, text)
      void tell(app('config/keepDraft', { projectId, file, draft: { text, baseHash: base.hash } }), file, projectId)
    }
    waiting.clear()
  }
  subscribe(({ files }, { files: before }) => {
    if (files === before) return
    for (const [key, now] of Object.entries(files)) {
      const then = before[key]
      if (now.base === null || (now.text === then?.text && now.base === then.base)) continue
      if (isDirty(now)) {
        waiting.set(key, now)
        timer ??= setTimeout(keepNow, keepAfterMs(now.text))
      } else {
        waiting.delete(key)
        if (then !== undefined && (kept.delete(key) || (then.base !== null && isDirty(then))))
          forgetDraft(now.projectId, now.file)
      }
    }
  })
  // The last words typed before the window is closed or loaded anew. As the page hides it may be too late for main to know it.
  window.addEventListener('beforeunload', keepNow)
  window.addEventListener('pagehide', keepNow)
}
