import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { VisibleText } from '../../../../renderer/text/visible-text'

afterEach(cleanup)

it('draws hidden characters as badges that say what they are', () => {
  const { container } = render(<VisibleText text={'echo \u202etxt\nrm'} />)
  expect(container.textContent).toBe('echo ⟦U+202E⟧txt⏎\nrm')
  expect(container.querySelector('[data-hidden="U+202E"]')?.getAttribute('title')).toContain('right-to-left override')
})
