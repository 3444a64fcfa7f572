import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ConfigFile, FileText } from '../../../../../preload/contract/config'
import { ConfigFileEditor } from '../../../../../renderer/features/extensions/config-file-editor'
import { useEffective } from '../../../../../renderer/stores/config/effective'
import { useRaw } from '../../../../../renderer/stores/config/raw'
import { freshen } from '../../stores/config/freshen'
import { projectId, readAnswer, userLayer } from '../../stores/config/sample-config'
import { editorField } from '../../editor-field'
import { fakeDeck } from '../../stores/fake-deck'

const resets = [freshen(useRaw), freshen(useEffective)]
beforeEach(() => {
  for (const reset of resets) reset()
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const file: ConfigFile = { kind: 'agents', where: 'project', override: false }
const text = (more: Partial<FileText> = {}): FileText => ({
  path: '/w/AGENTS.md',
  exists: true,
  text: 'Write plainly.\n',
  lossy: false,
  hash: 'h1',
  writable: true,
  problems: [],
  ...more,
})
const show = (answers: Record<string, unknown> = {}, props: object = {}) => {
  const deck = fakeDeck({
    'config/text': text(),
    'config/check': [],
    'config/read': readAnswer([userLayer({})]),
    'config/types': [],
    ...answers,
  })
  render(<ConfigFileEditor projectId={projectId} file={file} title="AGENTS.md" defaultOpen {...props} />)
  return deck
}
const field = () => editorField('AGENTS.md')
const save = () => screen.getByRole('button', { name: 'Save' })

describe('a file under the hands', () => {
  it('is saved against what was read, and not before something was typed', async () => {
    const onSaved = vi.fn()
    const deck = show({ 'config/saveText': { state: 'saved', hash: 'h2', undoId: 'u', backup: null } }, { onSaved })
    const area = await field()
    expect(area.text).toBe('Write plainly.\n')
    expect(save().hasAttribute('disabled')).toBe(true)
    act(() => area.type('Write well.\n'))
    fireEvent.keyDown(area.element, { key: 's', ctrlKey: true })
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce())
    expect(deck.of('config/saveText')).toMatchObject([
      { text: 'Write well.\n', expectedHash: 'h1', evenIfInvalid: false },
    ])
  })

  it('keeps what was typed when one looks elsewhere, and throws it away only by name', async () => {
    show()
    const area = await field()
    act(() => area.type('half a thought'))
    cleanup()
    render(<ConfigFileEditor projectId={projectId} file={file} title="AGENTS.md" />)
    expect((await field()).text).toBe('half a thought')
    expect(screen.getByText('not saved')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Throw away changes' }))
    expect((await field()).text).toBe('Write plainly.\n')
  })

  it('shows both sides when somebody else saved it, and can be left open', async () => {
    show({ 'config/saveText': { state: 'conflict', now: text({ text: 'Theirs.\n', hash: 'h9' }) } })
    const area = await field()
    act(() => area.type('Mine.\n'))
    fireEvent.click(save())
    const dialog = await screen.findByTestId('file-conflict')
    expect(dialog.textContent).toContain('Theirs.')
    expect(dialog.textContent).toContain('Mine.')
    fireEvent.keyDown(dialog, { key: 'Escape' })
    await waitFor(() => expect(screen.queryByTestId('file-conflict')).toBeNull())
    expect((await field()).text).toBe('Mine.\n')
    fireEvent.click(screen.getByRole('button', { name: 'Look at both…' }))
    fireEvent.click(await screen.findByRole('button', { name: 'Take theirs, drop mine' }))
    expect((await field()).text).toBe('Theirs.\n')
  })

  it('saves errors only when the person insists', async () => {
    const wrong = { line: 3, column: 1, message: 'expected a comma', level: 'error' as const }
    const deck = show({
      'config/saveText': ({ evenIfInvalid }: { evenIfInvalid: boolean }) =>
        evenIfInvalid
          ? { state: 'saved', hash: 'h2', undoId: 'u', backup: 'b' }
          : { state: 'invalid', problems: [wrong] },
      'config/backups': [],
    })
    const area = await field()
    act(() => area.type('{'))
    fireEvent.click(save())
    expect(await screen.findByText(/Error in line 3: expected a comma/)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Save with the errors' }))
    await waitFor(() =>
      expect(deck.of('config/saveText').map(({ evenIfInvalid }) => evenIfInvalid)).toEqual([false, true]),
    )
  })

  it('is only read where it can’t be written', async () => {
    show({ 'config/text': text({ writable: false }) })
    expect((await field()).element.getAttribute('aria-readonly')).toBe('true')
    expect(screen.getByText('You may not write this file.')).toBeTruthy()
  })

  it('begins with an example where there is none', async () => {
    show({ 'config/text': text({ exists: false, text: '', hash: 'absent' }) }, { begin: 'Example\n' })
    fireEvent.click(await screen.findByRole('button', { name: 'Begin with an example' }))
    expect((await field()).text).toBe('Example\n')
    expect(save().hasAttribute('disabled')).toBe(false)
  })
})
