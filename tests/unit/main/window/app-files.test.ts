import { describe, expect, it } from 'vitest'
import { fileFor } from '../../../../main/window/app-files'

describe('app:// addresses', () => {
  it('serve the page and its parts', () => {
    expect(fileFor('/app/renderer', 'app://deck/')?.path).toBe('/app/renderer/index.html')
    expect(fileFor('/app/renderer', 'app://deck/assets/a.js')).toEqual({
      path: '/app/renderer/assets/a.js',
      type: 'text/javascript; charset=utf-8',
    })
  })

  // URL itself resolves the first two before we see them; the third reaches the path arithmetic.
  it.each(['app://deck/../main/index.js', 'app://deck/%2e%2e/main/index.js', 'app://deck/..%2f..%2fmain%2findex.js'])(
    'never leave the folder by %s',
    (url) => {
      const file = fileFor('/app/renderer', url)
      expect(file === null || file.path.startsWith('/app/renderer/')).toBe(true)
    },
  )

  it.each([
    'app://deck/%00.html',
    'app://deck/%ff.html',
    'app://other/index.html',
    'https://deck/index.html',
    'app://deck/secret.txt',
    'app://deck/assets',
  ])('name nothing by %s', (url) => {
    expect(fileFor('/app/renderer', url)).toBeNull()
  })
})
