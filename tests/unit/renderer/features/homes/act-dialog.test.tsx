import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { fail, ok, type Result } from '../../../../../preload/contract/result'
import { ActDialog } from '../../../../../renderer/features/homes/act-dialog'

afterEach(cleanup)

function draw(act: (() => Promise<Result<string>>) | null, report?: (value: string) => string) {
  const onClose = vi.fn()
  render(
    <ActDialog
      testId="dialog"
      title="Copy it?"
      description="Parts of another home."
      actLabel="Copy"
      act={act}
      {...(report ? { report } : {})}
      more={({ detail }) => detail}
      onClose={onClose}
    >
      The form
    </ActDialog>,
  )
  return onClose
}
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })

it('shows what came of it in place of the form, and is closed by Done', async () => {
  const onClose = draw(
    async () => ok('config.toml'),
    (name) => `${name} was copied`,
  )
  fireEvent.click(button('Copy'))
  expect(await screen.findByText('config.toml was copied')).toBeTruthy()
  expect(screen.queryByText('The form')).toBeNull()
  expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull()
  expect(onClose).not.toHaveBeenCalled()
  fireEvent.click(button('Done'))
  expect(onClose).toHaveBeenCalledOnce()
})

it('closes by itself where there is nothing to report', async () => {
  const onClose = draw(async () => ok('anything'))
  fireEvent.click(button('Copy'))
  await vi.waitFor(() => expect(onClose).toHaveBeenCalledOnce())
})

it('keeps the form when it fails, says why with what there is more, and forgets it at the next try', async () => {
  const answers: Result<string>[] = [fail('exists', 'There is a login.', 'codex login'), ok('done')]
  const onClose = draw(async () => answers.shift() ?? ok('again'))
  fireEvent.click(button('Copy'))
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toBe('There is a login.codex login')
  expect(screen.getByText('The form')).toBeTruthy()
  expect(onClose).not.toHaveBeenCalled()
  fireEvent.click(button('Copy'))
  expect(screen.queryByRole('alert')).toBeNull()
  await vi.waitFor(() => expect(onClose).toHaveBeenCalledOnce())
})

it('can’t be closed while the act is under way', async () => {
  let finish: (result: Result<string>) => void = () => undefined
  const onClose = draw(() => new Promise((resolve) => (finish = resolve)))
  fireEvent.click(button('Copy'))
  fireEvent.keyDown(screen.getByTestId('dialog'), { key: 'Escape' })
  expect(button('Cancel').disabled).toBe(true)
  expect(onClose).not.toHaveBeenCalled()
  finish(ok('done'))
  await vi.waitFor(() => expect(onClose).toHaveBeenCalledOnce())
})

it('offers no act that can’t be done', () => {
  draw(null)
  expect(button('Copy').disabled).toBe(true)
  expect(button('Cancel').disabled).toBe(false)
})
