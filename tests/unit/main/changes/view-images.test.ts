import { describe, expect, it } from 'vitest'
import { imageType } from '../../../../main/changes/view-images'

const typed = (start: string, name = 'x.png') => imageType(Buffer.from(start, 'latin1'), name)

describe('an image', () => {
  it.each([
    ['\u0089PNG\r\n\u001a\n…', 'image/png'],
    ['\u00ff\u00d8\u00ff\u00e0', 'image/jpeg'],
    ['GIF89a…', 'image/gif'],
    ['RIFF\0\0\0\0WEBPVP8 ', 'image/webp'],
    ['\0\0\0\u0020ftypavif', 'image/avif'],
    ['BM\0\0\0\0\0\0\0\0', 'image/bmp'],
    ['\0\0\u0001\0\u0001\0', 'image/x-icon'],
  ])('is what its bytes say: %j', (start, type) => {
    expect(typed(start, 'any.name')).toBe(type)
  })

  it('is none by its name alone, but for svg, which needs both', () => {
    expect(typed('<html><script>')).toBeNull()
    expect(typed('', 'x.png')).toBeNull()
    expect(typed('<?xml version="1.0"?>\n<!-- c --><svg xmlns="…">', 'x.svg')).toBe('image/svg+xml')
    expect(typed('<svg xmlns="…">', 'x.html')).toBeNull()
    expect(typed('<svgish>', 'x.svg')).toBeNull()
  })
})
