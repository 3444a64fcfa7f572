import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FileTree } from '../../../../../../renderer/features/changes/viewer'
import { giveListLayout } from '../../../list-layout'
import { fileOf } from './samples'

beforeEach(() => giveListLayout())
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const files = ['README.md', 'src/alpha.ts', 'src/beta.ts', 'src/deep/gamma.ts'].map((path, place) =>
  fileOf({ id: `${place}`, path }),
)
function tree(part: Partial<Parameters<typeof FileTree>[0]> = {}) {
  const onChoose = vi.fn()
  render(<FileTree label="Files" files={files} currentId={null} onChoose={onChoose} {...part} />)
  return onChoose
}
const names = () => screen.getAllByRole('treeitem').map((item) => item.querySelector('.dt-name')?.textContent)
const keys = (...pressed: string[]) => {
  for (const key of pressed) fireEvent.keyDown(screen.getByRole('tree'), { key })
}
const active = () => {
  const id = screen.getByRole('tree').getAttribute('aria-activedescendant')
  return id === null ? null : document.getElementById(id)?.querySelector('.dt-name')?.textContent
}

describe('the tree of files', () => {
  it('draws folders and files, and shuts a folder that is pressed', async () => {
    tree()
    await screen.findByText('gamma.ts')
    expect(names()).toEqual(['README.md', 'src', 'alpha.ts', 'beta.ts', 'deep', 'gamma.ts'])
    fireEvent.click(screen.getByText('src'))
    expect(names()).toEqual(['README.md', 'src'])
  })

  it('tells which file was chosen, by mouse and by keyboard', async () => {
    const onChoose = tree()
    fireEvent.click(await screen.findByText('beta.ts'))
    expect(onChoose).toHaveBeenLastCalledWith('2')
    keys('ArrowUp', 'Enter')
    expect(onChoose).toHaveBeenLastCalledWith('1')
  })

  it('walks with the arrows, into folders and out of them', async () => {
    tree()
    await screen.findByText('gamma.ts')
    keys('End')
    expect(active()).toBe('gamma.ts')
    keys('ArrowLeft')
    expect(active()).toBe('deep')
    keys('ArrowLeft')
    expect(names()).not.toContain('gamma.ts')
    keys('ArrowRight', 'ArrowRight')
    expect(active()).toBe('gamma.ts')
  })

  it('goes to what is typed', async () => {
    tree()
    await screen.findByText('gamma.ts')
    keys('b')
    expect(active()).toBe('beta.ts')
    keys('e')
    expect(active()).toBe('beta.ts')
  })

  it('shows the files that match, and says so when none does', async () => {
    const onChoose = tree()
    const field = await screen.findByRole('textbox', { name: 'Filter files' })
    fireEvent.change(field, { target: { value: 'deep' } })
    expect(names()).toEqual(['src/deep', 'gamma.ts'])
    fireEvent.keyDown(field, { key: 'Enter' })
    expect(onChoose).toHaveBeenLastCalledWith('3')
    fireEvent.change(field, { target: { value: 'nowhere' } })
    expect(screen.getByText('No file matches')).toBeTruthy()
    fireEvent.keyDown(field, { key: 'Escape' })
    await waitFor(() => expect(names()).toHaveLength(6))
  })

  it('marks what was viewed without choosing it', async () => {
    const onViewed = vi.fn()
    const onChoose = tree({ viewed: new Set(['0']), onViewed })
    await screen.findByText('gamma.ts')
    const box = screen.getByRole('checkbox', { name: 'Viewed: README.md' })
    expect((box as HTMLInputElement).checked).toBe(true)
    fireEvent.click(box)
    expect(onViewed).toHaveBeenCalledWith('0', false)
    expect(onChoose).not.toHaveBeenCalled()
  })

  it('shows what a name hides', async () => {
    tree({ files: [fileOf({ path: 'a\u200bb.ts' })] })
    expect((await screen.findByText(/U\+200B/)).textContent).toContain('U+200B')
  })
})
