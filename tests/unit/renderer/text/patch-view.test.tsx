// However a change is drawn, it is drawn: a viewer that is not there yet, or that fails, leaves the plain diff.
import { act, cleanup, render, screen } from '@testing-library/react'
import { lazy } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { PatchView, PatchViewer, type PatchViewProps } from '../../../../renderer/text/patch-view'

afterEach(cleanup)

const view = <PatchView patch={'@@ -1 +1 @@\n-old\n+new\n'} path="a.ts" kind="update" height={200} />

it('is the plain diff where nothing else was given', () => {
  render(view)
  expect(screen.getByTestId('diff').textContent).toContain('new')
})

it('is the plain diff until the viewer is there, then the viewer', async () => {
  let arrive: (module: { default: (props: PatchViewProps) => string }) => void = () => undefined
  const Late = lazy(() => new Promise<{ default: (props: PatchViewProps) => string }>((resolve) => (arrive = resolve)))
  const { container } = render(<PatchViewer value={(props) => <Late {...props} />}>{view}</PatchViewer>)
  expect(container.textContent).toContain('old')
  await act(async () => arrive({ default: ({ path, kind, height }) => `${path} ${kind} ${height}` }))
  expect(container.textContent).toBe('a.ts update 200')
})

it.each([
  [
    'throws',
    () => {
      throw new Error('no')
    },
  ],
  ['could not be loaded', lazy(() => Promise.reject(new Error('gone')))],
])('stays the plain diff when the viewer %s', async (_, Broken) => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  render(<PatchViewer value={() => <Broken />}>{view}</PatchViewer>)
  expect((await screen.findByTestId('diff')).textContent).toContain('new')
})
