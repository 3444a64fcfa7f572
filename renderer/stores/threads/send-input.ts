// What the composer holds, as Codex's turn/start, turn/steer and thread/queue/add take it. Pure.
import type { Project, Trust } from '../../../preload/contract/model'
import { granularOf, presetOf, presets, type PresetId } from '../../../preload/contract/presets'
import type { CodexParams } from '../../../preload/contract/codex'
import type { UserInput } from '@protocol/v2/UserInput'
import { fields, textIn } from './decode'
import type { SendInput } from './model'

/** Codex's own input list: the text, then what goes with it. */
export function userInput(input: SendInput): UserInput[] {
  const list: UserInput[] = []
  if (input.text !== '') list.push({ type: 'text', text: input.text, text_elements: [] })
  for (const image of input.images) list.push({ type: 'image', url: image.dataUrl })
  for (const skill of input.skills) list.push({ type: 'skill', name: skill.name, path: skill.path })
  for (const mention of input.mentions) list.push({ type: 'mention', name: mention.name, path: mention.path })
  return list
}

/** The preset that a project really runs with: main confines a folder that is not trusted to reading, whatever is sent. */
export function allowedPreset(trust: Trust, preset: PresetId): PresetId {
  return trust === 'trusted' ? preset : 'read-only'
}

/** The model that the demo provider's scripts are written for (plain function tools). Main starts demo threads with it. */
const demoModel = 'gpt-5.5'

/** The model to ask for, null leaves the choice to Codex. A demo thread keeps its own, whatever was picked. */
export function modelFor(project: Project, model: string | null): string | null {
  return project.source === 'demo' ? null : model
}

/** `folder`: where the thread is to work, the project's own or one of its worktrees'. */
export function threadStartParams(
  project: Project,
  input: SendInput,
  folder: string = project.path,
): CodexParams<'thread/start'> {
  const preset = presetOf(allowedPreset(project.trust, input.preset))
  const model = modelFor(project, input.model)
  return {
    cwd: folder,
    sandbox: preset.sandbox,
    approvalPolicy: preset.approvalPolicy,
    ...(model === null ? {} : { model }),
  }
}

/**
 * Params of turn/start. Plan mode goes as `collaborationMode`, which needs the model by name and then outranks `model`
 * and `effort`; leaving plan mode needs one too, so `now.planMode` says what the thread is in.
 */
export function turnStartParams(
  project: Project,
  threadId: string,
  input: SendInput,
  clientId: string,
  now: { model: string | null; planMode: boolean },
): CodexParams<'turn/start'> {
  const preset = presetOf(allowedPreset(project.trust, input.preset))
  const model = modelFor(project, input.model)
  const named = model ?? now.model ?? (project.source === 'demo' ? demoModel : null)
  return {
    threadId,
    clientUserMessageId: clientId,
    input: userInput(input),
    approvalPolicy: preset.approvalPolicy,
    sandboxPolicy: preset.sandboxPolicy,
    ...(model === null ? {} : { model }),
    ...(input.effort === null ? {} : { effort: input.effort }),
    ...((input.plan || now.planMode) && named !== null
      ? {
          collaborationMode: {
            mode: input.plan ? 'plan' : 'default',
            settings: { model: named, reasoning_effort: input.effort, developer_instructions: null },
          },
        }
      : {}),
  }
}

/** The preset that a thread's own settings amount to, null for a mixture that is none of the four. */
export function presetFrom(approvalPolicy: unknown, sandboxPolicy: unknown): PresetId | null {
  const type = textIn(fields(sandboxPolicy), 'type')
  // Main narrows what may be asked where the home says so; asking it stays.
  const asks = granularOf(approvalPolicy) === null ? approvalPolicy : 'on-request'
  return presets.find((preset) => preset.sandboxPolicy.type === type && preset.approvalPolicy === asks)?.id ?? null
}
