// @vitest-environment jsdom
// Only what is an image gets attached.
import { describe, expect, it } from 'vitest'
import { filesToAttach, largestImage, readImage, sniffImage } from '../../../../../renderer/features/composer/images'

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]
const text = (words: string) => [...words].map((letter) => letter.charCodeAt(0))
const file = (bytes: number[], name = 'a.png', type = 'image/png') => new File([new Uint8Array(bytes)], name, { type })
const decodes = async () => undefined
const fails = async () => {
  throw new Error('no')
}

describe('the bytes of an image', () => {
  it.each([
    ['image/png', png],
    ['image/jpeg', [0xff, 0xd8, 0xff, 0xe0]],
    ['image/gif', text('GIF89a')],
    ['image/webp', text('RIFF1234WEBPVP8 ')],
    [null, text('<svg xmlns="…">')],
    [null, text('RIFF1234WAVE')],
    [null, []],
  ])('show %s', (type, bytes) => {
    expect(sniffImage(new Uint8Array(bytes))).toBe(type)
  })
})

describe('attaching a file', () => {
  it('takes an image with the type that its bytes show', async () => {
    const outcome = await readImage(file(png, 'photo.jpg', 'image/jpeg'), decodes)
    expect(outcome).toMatchObject({ ok: true, image: { name: 'photo.jpg' } })
    expect(outcome.ok && outcome.image.dataUrl).toMatch(/^data:image\/png;base64,/)
  })

  it('refuses text that calls itself an image', async () => {
    const outcome = await readImage(file(text('hello'), 'fake.png'), decodes)
    expect(outcome).toEqual({
      ok: false,
      message: 'fake.png is not an image that can be attached (PNG, JPEG, GIF, WebP).',
    })
  })

  it('refuses an image that cannot be decoded', async () => {
    expect(await readImage(file(png), fails)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/cannot be decoded/),
    })
  })

  it('refuses an empty file and one that is too large', async () => {
    expect(await readImage(file([]), decodes)).toMatchObject({ ok: false, message: 'a.png is empty.' })
    const large = file(png)
    Object.defineProperty(large, 'size', { value: largestImage + 1 })
    expect(await readImage(large, decodes)).toMatchObject({ ok: false, message: expect.stringMatching(/up to 20 MB/) })
  })
})

describe('a paste or a drop', () => {
  const transfer = (types: string[], files: File[], isDirectory = false) =>
    ({
      types,
      files,
      items: files.map(() => ({ webkitGetAsEntry: () => ({ isDirectory }) })),
    }) as unknown as DataTransfer

  it('attaches the files that it holds', () => {
    const image = file(png)
    expect(filesToAttach(transfer(['Files'], [image]))).toEqual([image])
    expect(filesToAttach(transfer(['text/html', 'Files'], [image]))).toEqual([image])
  })

  it('of text, of a folder or of an office program goes its usual way', () => {
    expect(filesToAttach(null)).toBeNull()
    expect(filesToAttach(transfer(['text/plain'], []))).toBeNull()
    expect(filesToAttach(transfer(['Files'], [file(png)], true))).toBeNull()
    expect(filesToAttach(transfer(['text/plain', 'text/html', 'Files'], [file(png)]))).toBeNull()
  })
})
