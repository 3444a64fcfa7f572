// The textarea of the composer: grows by CSS alone, walks the history, completes files, skills and commands.
import { useEffect, useId, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { cx } from '../../kit'
import { useUi } from '../../stores/app/ui'
import { promptCommand } from '../../stores/config/prompts-words'
import { keyAct, type KeyAct } from './composer-keys'
import { stepHistory, type Walk } from './history-walk'
import { filesToAttach } from './images'
import { OptionList, optionId } from './option-list'
import { replaceTrigger, triggerAt, type Trigger } from './triggers'
import { useCompletions, type Choice } from './use-completions'
import type { SkillMetadata } from '@protocol/v2/SkillMetadata'

/** From this length on the field keeps its full height: fitting it to a huge text costs a layout per key press. */
const hugeText = 20_000

export interface MessageFieldProps {
  projectId: string
  root: string | null
  hasThread: boolean
  skills: readonly SkillMetadata[]
  text: string
  history: readonly string[]
  running: boolean
  placeholder: string
  describedBy: string | undefined
  onText: (text: string) => void
  onAct: (act: 'send' | 'steer' | 'queue' | 'stop') => void
  onFiles: (files: File[]) => void
  /** A file or skill was chosen; its sign and name are in the text already. */
  onMention: (choice: Extract<Choice, { kind: 'file' | 'skill' }>) => void
  /** A command without argument was chosen: it runs at once. */
  onCommand: (text: string) => void
}

export function MessageField(props: MessageFieldProps) {
  const { text, history, running, onText, onAct } = props
  const field = useRef<HTMLTextAreaElement>(null)
  const listId = useId()
  const [trigger, setTrigger] = useState<Trigger | null>(null)
  /** The trigger whose list was closed with Escape: it stays closed while that word is being typed. */
  const closed = useRef<Trigger | null>(null)
  const [walk, setWalk] = useState<Walk | null>(null)
  const completions = useCompletions(trigger, props)
  const focusAsked = useUi((state) => state.composerFocus)

  useEffect(() => {
    // On the first draw only when nothing else holds the focus.
    if (focusAsked > 0 || document.activeElement === document.body) field.current?.focus()
  }, [focusAsked])

  /** Sets the text from here and puts the caret where it belongs, before the next key can come. */
  const put = (next: string, caret: number): void => {
    flushSync(() => onText(next))
    field.current?.setSelectionRange(caret, caret)
  }

  const readTrigger = (): void => {
    const element = field.current
    if (!element) return
    const { selectionStart, selectionEnd, value } = element
    const next = selectionStart === selectionEnd ? triggerAt(value, selectionStart) : null
    if (next === null) closed.current = null
    else if (closed.current?.kind === next.kind && closed.current.start === next.start) return
    setTrigger((before) => (sameTrigger(before, next) ? before : next))
  }

  const choose = (index: number): void => {
    const choice = completions?.options[index]?.choice
    if (!choice || !trigger) return
    setTrigger(null)
    if (choice.kind === 'command') {
      const { name, argument } = choice.command
      if (argument === null || argument.startsWith('[')) return props.onCommand(`/${name}`)
      const replaced = replaceTrigger(text, trigger, `/${name}`)
      return put(replaced.text, replaced.caret)
    }
    if (choice.kind === 'prompt') {
      const replaced = replaceTrigger(text, trigger, promptCommand(choice.name))
      return put(replaced.text, replaced.caret)
    }
    const replaced = replaceTrigger(text, trigger, choice.kind === 'file' ? `@${choice.path}` : `$${choice.name}`)
    put(replaced.text, replaced.caret)
    props.onMention(choice)
  }

  const step = (direction: 'back' | 'forward'): boolean => {
    const stepped = stepHistory(history, walk, text, direction)
    if (!stepped) return false
    setWalk(stepped.walk)
    put(stepped.text, stepped.text.length)
    return true
  }

  /** Carries out a key's act; false leaves the key to the browser. */
  const carryOut = (act: KeyAct): boolean => {
    const options = completions?.options.length ?? 0
    switch (act) {
      case 'send':
      case 'steer':
      case 'queue':
      case 'stop':
        setTrigger(null)
        setWalk(null)
        onAct(act)
        return true
      case 'history-back':
        return step('back')
      case 'history-forward':
        return step('forward')
      case 'option-next':
        completions?.setActive((completions.active + 1) % options)
        return true
      case 'option-previous':
        completions?.setActive((completions.active + options - 1) % options)
        return true
      case 'option-accept':
        choose(completions?.active ?? 0)
        return true
      case 'popup-close':
        closed.current = trigger
        setTrigger(null)
        return true
      default:
        return act satisfies never
    }
  }

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const { selectionStart, selectionEnd, value } = event.currentTarget
    const collapsed = selectionStart === selectionEnd
    const act = keyAct(
      { ...pick(event), isComposing: event.nativeEvent.isComposing, keyCode: event.keyCode },
      {
        running,
        empty: value === '',
        options: (completions?.options.length ?? 0) > 0,
        popup: completions !== null,
        atStart: collapsed && selectionStart === 0,
        atEnd: collapsed && selectionEnd === value.length,
        fromHistory: walk !== null && history[walk.at] === value,
      },
    )
    if (act === null || !carryOut(act)) return
    event.preventDefault()
    event.stopPropagation()
  }

  const onPaste = (event: ClipboardEvent): void => {
    const files = filesToAttach(event.clipboardData)
    if (!files) return
    event.preventDefault()
    props.onFiles(files)
  }

  return (
    <div className="relative">
      {completions && <OptionList id={listId} {...completions} onActive={completions.setActive} onChoose={choose} />}
      <textarea
        ref={field}
        data-testid="composer"
        aria-label="Message Codex"
        aria-describedby={props.describedBy}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={completions ? listId : undefined}
        aria-activedescendant={
          completions && completions.options.length > 0 ? optionId(listId, completions.active) : undefined
        }
        placeholder={props.placeholder}
        value={text}
        rows={2}
        spellCheck={text.length < hugeText}
        onChange={(event) => {
          onText(event.currentTarget.value)
          readTrigger()
        }}
        onSelect={readTrigger}
        onKeyDown={onKeyDown}
        onBlur={() => setTrigger(null)}
        onPaste={onPaste}
        className={cx(
          'block max-h-[40vh] min-h-14 w-full resize-none bg-transparent px-3 pt-2 pb-1 outline-none',
          text.length < hugeText ? 'field-sizing-content' : 'h-[40vh]',
        )}
      />
    </div>
  )
}

const pick = ({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent) => ({
  key,
  shiftKey,
  ctrlKey,
  metaKey,
  altKey,
})

function sameTrigger(a: Trigger | null, b: Trigger | null): boolean {
  return a?.kind === b?.kind && a?.query === b?.query && a?.start === b?.start
}
