// The composer: what is being written to Codex, with what it will be sent, and what stands in its way.
import { ImagePlus, ListPlus, SendHorizontal, Square } from 'lucide-react'
import { useCallback, useEffect, useId, useMemo, useRef, useState, type DragEvent, type ReactNode } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { presetOf } from '../../../preload/contract/presets'
import { Button, cx, IconButton } from '../../kit'
import { useAccountOf } from '../../stores/accounts/accounts'
import { leastLength } from '../../stores/changes/comment-message'
import { useComments, waitingOf } from '../../stores/changes/comments'
import { useReview } from '../../stores/changes/review'
import { useFolderOf } from '../../stores/changes/worktrees'
import { emptyCatalog, useCatalog, type Catalog } from '../../stores/composer/catalog'
import { useComposer, useDraft, type Draft } from '../../stores/composer/composer'
import { newThreadKey } from '../../stores/threads/model'
import { tellFailure } from '../../stores/app/notices'
import { useProjects } from '../../stores/app/projects'
import { useServers } from '../../stores/app/servers'
import { isReviewing } from '../../stores/threads/review-turn'
import { allowedPreset } from '../../stores/threads/send-input'
import { submit } from '../../stores/composer/submit'
import { useThreadIn, useThreads } from '../../stores/threads/threads'
import { Attachments } from './attachments'
import { findBlocker } from './blocker'
import { BlockerLine } from './blocker-line'
import { CommentsChip } from './comments-chip'
import { effectiveEffort, effectiveModel } from './effective-choices'
import { filesToAttach } from './images'
import { longestInput } from './limits'
import { MessageField } from './message-field'
import { EffortPicker, ModelPicker, PlanToggle, PresetPicker } from './pickers'
import { QueuedMessages } from './queued-messages'
import { ReviewQuestion } from './review-question'
import { runCommand } from './run-command'
import { parseSlash } from './slash'
import { StatusCard } from './status-card'
import { stillNamed } from './triggers'
import { useAttach } from './use-attach'
import { useHistory } from './use-history'
import { withPrompt } from './with-prompt'

export interface ComposerProps {
  projectId: string
  /** Null writes the first message of a new chat. */
  threadId: string | null
  /** Chooses where a new chat is to work. */
  place?: ReactNode
  /** What a new chat is begun with over the configuration: a profile's model and effort. */
  begins?: Catalog['configured'] | null
}

export function Composer({ projectId, threadId, place, begins = null }: ComposerProps) {
  const key = threadId ?? newThreadKey(projectId)
  const draft = useDraft(key)
  const history = useHistory(projectId)
  const thread = useThreadIn(projectId, key)
  const project = useProjects((state) => state.projects.find((known) => known.id === projectId) ?? null)
  const root = useFolderOf(projectId, threadId, project?.path ?? null)
  const server = useServers((state) => state.byProject[projectId] ?? null)
  const account = useAccountOf(projectId)
  const catalog = useCatalog((state) => state.byProject[projectId] ?? emptyCatalog)
  const attach = useAttach(key)
  const box = useRef<HTMLFormElement>(null)
  const files = useRef<HTMLInputElement>(null)
  const aboutId = useId()
  const [panel, setPanel] = useState<'none' | 'status'>('none')
  const comments = useComments(useShallow((state) => waitingOf(state, key)))
  const [dragging, setDragging] = useState(false)

  const running = thread?.runningTurnId != null
  const reviewing = thread !== null && isReviewing(thread)
  const blocker = findBlocker({ project, server, account, thread, providers: catalog.providers })
  const trust = project?.trust ?? 'unasked'
  const demo = project?.source === 'demo'
  const configured = threadId === null ? over(catalog.configured, demo ? null : begins) : catalog.configured
  const choice = effectiveModel(draft, thread, catalog.models, configured)
  const effort = effectiveEffort(draft, thread, choice.model, configured)
  const preset = allowedPreset(trust, draft.preset)
  // Quotes give way where there is no room for them; the words don't.
  const least = useMemo(() => leastLength(comments), [comments])
  const length = draft.text.length + least
  const tooLong = length > longestInput
  const empty = draft.text.trim() === '' && draft.images.length === 0 && comments.length === 0
  const sendable = blocker === null && !empty && !tooLong

  const edit = useCallback((part: Partial<Draft>) => useComposer.getState().edit(key, part), [key])
  const load = useCallback(() => void useCatalog.getState().load(projectId), [projectId])
  useEffect(() => {
    // Only once the server runs anyway: the pickers are no reason to start one.
    if (server?.state === 'ready') load()
    // Who pays decides which models there are.
  }, [server?.state, load, account?.id, account?.kind])

  const threadPreset = thread?.preset ?? null
  const threadPlan = thread?.planMode ?? false
  useEffect(() => {
    // A chat that goes on keeps how it was run, unless something was chosen here. Full access is always asked for anew.
    // In a folder without trust the chat was read-only whatever had been chosen, so that says nothing.
    if (trust !== 'trusted' || threadPreset === null || threadPreset === 'full-access') return
    if (useComposer.getState().drafts[key]) return
    edit({ preset: threadPreset, plan: threadPlan })
  }, [key, trust, threadPreset, threadPlan, edit])

  const command = async (text: string): Promise<boolean> => {
    const call = parseSlash(text)
    if (!call) return false
    edit({ text: '' })
    const result = await runCommand(call, {
      projectId,
      threadId,
      togglePlan: () => edit({ plan: !draft.plan }),
      showStatus: () => setPanel('status'),
      showReview: () => useReview.getState().ask(projectId, threadId),
      openPicker: (picker) => openByKeyboard(box.current, picker),
    })
    if (!result.ok) {
      edit({ text })
      tellFailure(`/${call.command.name} did not work`, result.error, projectId)
    }
    return true
  }

  const send = async (how: 'send' | 'steer' | 'queue'): Promise<void> => {
    if (parseSlash(draft.text) && draft.images.length === 0) {
      await command(draft.text)
      return
    }
    if (!sendable) return
    const text = await withPrompt(projectId, draft.text, longestInput - least)
    if (text === null) return
    // Only mentions that the text still names. The preset stays as chosen: trust may still be given.
    edit({
      text,
      mentions: stillNamed(text, draft.mentions, '@'),
      skills: stillNamed(text, draft.skills, '$'),
    })
    attach.dismiss()
    await submit(projectId, threadId, how)
  }

  const stop = async (): Promise<void> => {
    const result = await useThreads.getState().interrupt(key)
    if (!result.ok) tellFailure('The turn was not stopped', result.error, projectId)
  }

  const onDrop = (event: DragEvent): void => {
    setDragging(false)
    const dropped = filesToAttach(event.dataTransfer)
    if (!dropped) return
    event.preventDefault()
    event.stopPropagation()
    void attach.add(dropped)
  }

  return (
    <form
      ref={box}
      aria-label="Composer"
      data-ready={blocker === null}
      onSubmit={(event) => {
        event.preventDefault()
        void send(running ? 'steer' : 'send')
      }}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setDragging(true)
      }}
      onDragLeave={() => setDragging(false)}
      onDrop={onDrop}
      className="flex flex-col gap-1.5"
    >
      {panel === 'status' && (
        <StatusCard
          projectId={projectId}
          root={root}
          thread={thread}
          model={demo ? 'Scripted demo, not AI' : choice.label}
          effort={demo ? null : effort}
          preset={presetOf(preset).label}
          plan={draft.plan}
          onClose={() => setPanel('none')}
        />
      )}
      {thread && threadId !== null && <QueuedMessages projectId={projectId} threadId={threadId} queue={thread.queue} />}
      {blocker && <BlockerLine id={`${aboutId}-blocker`} blocker={blocker} projectId={projectId} threadId={threadId} />}
      <div
        className={cx(
          'rounded-lg border bg-field focus-within:border-accent',
          dragging ? 'border-accent bg-accent-soft' : 'border-edge',
        )}
      >
        <CommentsChip projectId={projectId} threadId={threadId} chat={key} />
        <Attachments
          images={draft.images}
          problems={attach.problems}
          onRemove={attach.remove}
          onDismiss={attach.dismiss}
        />
        <MessageField
          projectId={projectId}
          root={root}
          hasThread={threadId !== null}
          skills={catalog.skills}
          text={draft.text}
          history={history}
          running={running}
          placeholder={
            reviewing ? 'Sent when the review is over…' : running ? 'Add to what Codex is doing…' : 'Ask for a change…'
          }
          describedBy={blocker ? `${aboutId}-blocker` : tooLong ? `${aboutId}-long` : undefined}
          onText={(text) => edit({ text })}
          onAct={(act) => void (act === 'stop' ? stop() : send(act))}
          onFiles={(pasted) => void attach.add(pasted)}
          onMention={({ kind, name, path }) => {
            if (kind === 'file') edit({ mentions: [...draft.mentions, { name, path }] })
            else edit({ skills: [...draft.skills, { name, path }] })
          }}
          onCommand={(text) => void command(text)}
        />
        {tooLong && (
          <p id={`${aboutId}-long`} role="alert" className="px-3 text-small text-failed">
            {length.toLocaleString()} characters: Codex takes up to {longestInput.toLocaleString()}. Put the rest in a
            file and mention it with @.
          </p>
        )}
        <div className="flex items-end gap-0.5 px-1.5 pb-1.5">
          <div className="flex min-w-0 flex-1 flex-wrap items-center gap-0.5">
            <IconButton label="Attach images" icon={ImagePlus} size="md" onClick={() => files.current?.click()} />
            <input
              ref={files}
              type="file"
              accept="image/png,image/jpeg,image/gif,image/webp"
              multiple
              hidden
              data-testid="image-files"
              onChange={(event) => {
                void attach.add([...(event.currentTarget.files ?? [])])
                // The same file can be chosen again after it was removed.
                event.currentTarget.value = ''
              }}
            />
            <ModelPicker
              catalog={catalog}
              choice={choice}
              demo={demo}
              onOpen={load}
              onChange={(model) => edit({ model, effort: null })}
            />
            <EffortPicker choice={choice} effort={effort} onChange={(next) => edit({ effort: next })} />
            <PresetPicker
              preset={preset}
              trust={trust}
              folder={root ?? ''}
              onChange={(next) => edit({ preset: next })}
            />
            <PlanToggle on={draft.plan} onChange={(plan) => edit({ plan })} />
            {threadId === null && place}
          </div>
          <div className="flex shrink-0 items-center gap-1">
            {running && (
              <>
                <IconButton
                  label="Queue"
                  shortcut="Tab"
                  icon={ListPlus}
                  disabled={!sendable}
                  onClick={() => void send('queue')}
                />
                <Button
                  size="sm"
                  icon={Square}
                  data-testid="stop"
                  data-tip="Stop"
                  data-tip-keys="Mod+."
                  onClick={() => void stop()}
                >
                  Stop
                </Button>
              </>
            )}
            <Button
              size="sm"
              variant="primary"
              type="submit"
              icon={SendHorizontal}
              disabled={!sendable}
              data-tip={reviewing ? 'Send when the review is over' : running ? 'Add to the running turn' : 'Send'}
              data-tip-keys="Enter"
            >
              {reviewing ? 'Queue' : running ? 'Steer' : 'Send'}
            </Button>
          </div>
        </div>
      </div>
      <ReviewQuestion projectId={projectId} threadId={threadId} />
    </form>
  )
}

const over = (below: Catalog['configured'], above: Catalog['configured'] | null): Catalog['configured'] => ({
  model: above?.model ?? below.model,
  effort: above?.effort ?? below.effort,
})

/** Opens a picker as the keyboard would: its menu then takes the focus and gives it back. */
function openByKeyboard(form: HTMLFormElement | null, testId: string): void {
  const button = form?.querySelector<HTMLButtonElement>(`[data-testid="${testId}"]`)
  button?.focus()
  button?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
}
