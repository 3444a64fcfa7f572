import { expect, it } from 'vitest'
import { spansOf } from '../../../../renderer/text/highlight-looks'
import { colourText } from '../../../../renderer/text/highlight-tokens'

const goOn = async () => true

it('colours every line up to its end, blank ones with nothing', async () => {
  const lines = ['const a = 1', '', '// b']
  const colours = await colourText(lines.join('\n'), 'typescript', goOn)
  if (colours === null) throw new Error('no colours')
  expect(lines.map((_, at) => spansOf(colours, at).at(-1)?.end ?? 0)).toEqual(lines.map((line) => line.length))
  expect(colours.starts).toHaveLength(lines.length + 1)
})

it('stops when it is told to', async () => {
  let asked = 0
  const colours = await colourText('let a = 1\n'.repeat(20_000), 'typescript', async () => (asked += 1) < 3)
  expect(colours).toBeNull()
  expect(asked).toBe(3)
})

it('leaves a line of a million characters plain and goes on behind it', async () => {
  const colours = await colourText(`const a = '${'x'.repeat(1_000_000)}'\nconst b = 1`, 'typescript', goOn)
  if (colours === null) throw new Error('no colours')
  expect(spansOf(colours, 0)).toHaveLength(1)
  expect(spansOf(colours, 1).length).toBeGreaterThan(1)
})
