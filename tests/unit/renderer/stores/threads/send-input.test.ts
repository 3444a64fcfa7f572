import { describe, expect, it } from 'vitest'
import {
  allowedPreset,
  presetFrom,
  threadStartParams,
  turnStartParams,
  userInput,
} from '../../../../../renderer/stores/threads/send-input'
import { input, project } from '../samples'

const now = { model: 'gpt-6', planMode: false }

describe('what is sent', () => {
  it('is the text, then images, skills and mentions', () => {
    const list = userInput({
      ...input,
      images: [{ name: 'a.png', dataUrl: 'data:image/png;base64,AA==' }],
      skills: [{ name: 's', path: '/s/SKILL.md' }],
      mentions: [{ name: 'a.ts', path: 'a.ts' }],
    })
    expect(list.map((part) => part.type)).toEqual(['text', 'image', 'skill', 'mention'])
    expect(userInput({ ...input, text: '' })).toEqual([])
  })

  it('carries the preset, model and effort of the composer', () => {
    expect(turnStartParams(project, 't', { ...input, preset: 'auto', model: 'm', effort: 'high' }, 'cid', now)).toEqual(
      {
        threadId: 't',
        clientUserMessageId: 'cid',
        input: [{ type: 'text', text: 'Hello', text_elements: [] }],
        approvalPolicy: 'on-request',
        sandboxPolicy: {
          type: 'workspaceWrite',
          writableRoots: [],
          networkAccess: false,
          excludeTmpdirEnvVar: false,
          excludeSlashTmp: false,
        },
        model: 'm',
        effort: 'high',
      },
    )
  })

  it('reads only in a folder that is not trusted', () => {
    expect(allowedPreset('restricted', 'full-access')).toBe('read-only')
    expect(threadStartParams({ ...project, trust: 'unasked' }, { ...input, preset: 'auto' })).toMatchObject({
      sandbox: 'read-only',
      approvalPolicy: 'never',
    })
  })

  it('names no model in a demo project', () => {
    const demo = { ...project, source: 'demo' as const }
    expect(turnStartParams(demo, 't', { ...input, model: 'm' }, 'cid', now)).not.toHaveProperty('model')
    expect(threadStartParams(demo, { ...input, model: 'm' })).not.toHaveProperty('model')
  })

  it('goes into plan mode and out of it again', () => {
    const into = turnStartParams(project, 't', { ...input, plan: true }, 'cid', now)
    expect(into.collaborationMode).toMatchObject({ mode: 'plan', settings: { model: 'gpt-6' } })
    const out = turnStartParams(project, 't', input, 'cid', { ...now, planMode: true })
    expect(out.collaborationMode?.mode).toBe('default')
    expect(turnStartParams(project, 't', input, 'cid', now)).not.toHaveProperty('collaborationMode')
  })
})

it('recognises the preset of a thread, and says so when it is none', () => {
  expect(presetFrom('on-request', { type: 'readOnly' })).toBe('ask')
  expect(presetFrom('never', { type: 'workspaceWrite' })).toBeNull()
  expect(presetFrom({ granular: {} }, null)).toBeNull()
  expect(presetFrom({ granular: { rules: false } }, { type: 'workspaceWrite', networkAccess: true })).toBe('auto')
})
