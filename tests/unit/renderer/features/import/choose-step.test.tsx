// Choosing sessions by folder, and that those which are here already can't be chosen.
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ImportScan } from '../../../../../preload/contract/imports'
import { ChooseStep } from '../../../../../renderer/features/import/choose-step'
import { useImport } from '../../../../../renderer/stores/sessions/import'
import { giveListLayout } from '../../list-layout'
import { candidate, source } from '../../stores/session-samples'

const home = '/home/me/project'
const scan: ImportScan = {
  source,
  folders: [
    { cwd: home, isProject: true, sessions: [candidate('a'), candidate('here', { imported: true }), candidate('c')] },
    { cwd: '/all/here', isProject: false, sessions: [candidate('d', { imported: true })] },
    { cwd: '', isProject: false, sessions: [candidate('lost', { title: '', archived: true, branch: 'feature/x' })] },
  ],
  problems: [],
  problemCount: 0,
}
const chosen = () => [...useImport.getState().chosen]
const rows = () => screen.queryAllByTestId('import-session')
const row = (id: string) => {
  const found = rows().find((one) => one.dataset['threadId'] === id)
  if (found === undefined) throw new Error(`no row of ${id}`)
  return found
}
const box = (id: string) => within(row(id)).getByRole<HTMLInputElement>('checkbox')
const folder = (cwd: string) => screen.getByRole<HTMLInputElement>('checkbox', { name: `All sessions of ${cwd}` })
const filter = (value: string) =>
  fireEvent.change(screen.getByRole('searchbox', { name: 'Filter the sessions' }), { target: { value } })

async function show(given = scan, ids: string[] = []) {
  useImport.setState({ ...useImport.getInitialState(), step: 'choose', scan: given, chosen: new Set(ids) })
  render(<ChooseStep scan={given} />)
  await waitFor(() => expect(rows()).not.toHaveLength(0))
}

beforeEach(() => giveListLayout())
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

describe('a session', () => {
  it('is chosen and let go by its box', async () => {
    await show()
    fireEvent.click(box('a'))
    expect(chosen()).toEqual(['a'])
    expect(box('a').checked).toBe(true)
    fireEvent.click(box('a'))
    expect(chosen()).toEqual([])
  })

  it('that is here already is ticked for good and cannot be chosen', async () => {
    await show()
    expect(box('here')).toMatchObject({ checked: true, disabled: true })
    expect(row('here').textContent).toContain('already here')
    fireEvent.click(box('here'))
    fireEvent.click(row('here'))
    expect(chosen()).toEqual([])
  })

  it('without a title or a folder is there too, with its branch, size and place', async () => {
    await show()
    expect(row('lost').textContent).toMatch(/^Untitled sessionarchivedfeature\/x2 kB/)
    expect(screen.getByText('Folder not recorded')).toBeTruthy()
  })

  it('of a clock that is ahead is of now', async () => {
    const ahead = [candidate('ahead', { updatedAtMs: Date.now() + 1e12 })]
    await show({ ...scan, folders: [{ cwd: home, isProject: true, sessions: ahead }] })
    expect(row('ahead').textContent).toMatch(/now$/)
  })

  it('whose title is markup is shown as words', async () => {
    const title = '<img src=x onerror=alert(1)>'
    await show({ ...scan, folders: [{ cwd: '<b>/x</b>', isProject: false, sessions: [candidate('evil', { title })] }] })
    expect(screen.getByText(title)).toBeTruthy()
    expect(screen.getByText('<b>/x</b>')).toBeTruthy()
    expect(document.querySelector('img, b')).toBeNull()
  })
})

describe('a folder', () => {
  it('chooses all of its sessions but those that are here, and lets go of them', async () => {
    await show(scan, ['lost'])
    fireEvent.click(folder(home))
    expect(chosen()).toEqual(['lost', 'a', 'c'])
    expect(folder(home)).toMatchObject({ checked: true, indeterminate: false })
    fireEvent.click(folder(home))
    expect(chosen()).toEqual(['lost'])
  })

  it('says when it is chosen in part', async () => {
    await show(scan, ['a'])
    expect(folder(home)).toMatchObject({ checked: false, indeterminate: true })
    fireEvent.click(folder(home))
    expect(chosen()).toEqual(['a', 'c'])
  })

  it('of which all is here already offers nothing', async () => {
    await show()
    expect(folder('/all/here')).toMatchObject({ checked: false, disabled: true })
  })

  it('is told apart when it is the project’s own', async () => {
    await show()
    expect(screen.getAllByText('this project')).toHaveLength(1)
    expect(folder(home).parentElement?.textContent).toContain('this project')
  })

  it('is folded and unfolded, and keeps what was chosen in it', async () => {
    await show(scan, ['a'])
    fireEvent.click(screen.getByRole('button', { name: `Hide the sessions of ${home}`, expanded: true }))
    expect(rows().map((one) => one.dataset['threadId'])).toEqual(['d', 'lost'])
    expect(folder(home).indeterminate).toBe(true)
    fireEvent.click(screen.getByRole('button', { name: `Show the sessions of ${home}`, expanded: false }))
    expect(box('a').checked).toBe(true)
  })
})

describe('the filter', () => {
  it('leaves only what it names to be chosen by the folder, and what was chosen before stays', async () => {
    await show(scan, ['lost'])
    filter(' A ')
    // “/all/here” has an a in it, and the project’s folder none.
    await waitFor(() => expect(folder(home)).toBeTruthy())
    expect(rows().map((one) => one.dataset['threadId'])).toEqual(['a', 'd'])
    fireEvent.click(folder(home))
    expect(chosen()).toEqual(['lost', 'a'])
    filter('nothing like that')
    expect(rows()).toHaveLength(0)
    filter('here')
    await waitFor(() => expect(folder(home).disabled).toBe(true))
    expect(rows().map((one) => one.dataset['threadId'])).toEqual(['here', 'd'])
    expect(chosen()).toEqual(['lost', 'a'])
  })
})

it('10,000 sessions keep the page small and are chosen at once', async () => {
  const many = Array.from({ length: 10_000 }, (_, place) => candidate(`s${place}`, { imported: place % 2 === 0 }))
  await show({ ...scan, folders: [{ cwd: home, isProject: true, sessions: many }] })
  expect(rows().length).toBeLessThan(100)
  fireEvent.click(folder(home))
  expect(chosen()).toHaveLength(5000)
  expect(useImport.getState().chosen.has('s0')).toBe(false)
})

it('says why a copy failed, above what was chosen', async () => {
  await show()
  cleanup()
  useImport.setState({ problem: { code: 'x', message: 'The disk is full.' } })
  render(<ChooseStep scan={scan} />)
  expect(screen.getByRole('alert').textContent).toBe('The disk is full.')
})

it('names the files that can’t be brought in, and counts those that it doesn’t name', () => {
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const problems = [{ file: '/x/rollout-1.jsonl', reason: 'It is empty.' }]
  render(<ChooseStep scan={{ ...scan, folders: [], problems, problemCount: 73 }} />)
  expect(screen.getByText('No session was found in /home/me/.codex.', { exact: false })).toBeTruthy()
  expect(screen.getByText('73 files can’t be brought in')).toBeTruthy()
  expect(screen.getByText('/x/rollout-1.jsonl: It is empty.')).toBeTruthy()
  expect(complaints).not.toHaveBeenCalled()
})
