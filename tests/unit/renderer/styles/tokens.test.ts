// Words must be readable on every ground they stand on: WCAG AA (4.5:1), light and dark, usual and high contrast.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const css = readFileSync(join(process.cwd(), 'renderer/styles/tokens.css'), 'utf8')
const [usual = '', contrast = ''] = css.split('@media (prefers-contrast: more)')

type Scheme = 'light' | 'dark'

function colours(source: string, scheme: Scheme): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [, name = '', value = ''] of source.matchAll(/--color-([\w-]+):\s*([^;]+);/g)) {
    const pair = /light-dark\((#\w+),\s*(#\w+)\)/.exec(value)
    const colour = pair ? (scheme === 'light' ? pair[1] : pair[2]) : value
    if (colour?.startsWith('#')) found[name] = colour
  }
  return found
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function ratio(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['panel', 'bg', 'raised', 'field', 'sunken', 'hover', 'selected']
const words = ['text', 'muted', 'faint', 'accent']
const states = ['running', 'waiting', 'failed', 'added', 'removed']
const pairs = [
  ...words.flatMap((word) => grounds.map((ground) => [word, ground] as const)),
  ...states.flatMap((state) =>
    ['panel', 'bg', 'raised', 'hover', `${state}-soft`].map((ground) => [state, ground] as const),
  ),
  ...['text', 'muted'].flatMap((word) => states.map((state) => [word, `${state}-soft`] as const)),
  ...['added-word', 'removed-word'].map((ground) => ['text', ground] as const),
  ['accent', 'accent-soft'] as const,
  ['on-accent', 'accent-solid'] as const,
  ['on-accent', 'accent-hover'] as const,
]

describe.each(['light', 'dark'] as const)('in the %s scheme', (scheme) => {
  const plain = colours(usual, scheme)
  const strong = { ...plain, ...colours(contrast, scheme) }

  it.each(pairs)('%s is readable on %s', (word, ground) => {
    expect(ratio(plain[word] ?? '', plain[ground] ?? '')).toBeGreaterThanOrEqual(4.5)
  })

  it('is stronger still when more contrast is asked for', () => {
    for (const word of ['text', 'muted', 'faint', 'accent', ...states]) {
      expect(ratio(strong[word] ?? '', strong['bg'] ?? ''), word).toBeGreaterThanOrEqual(7)
    }
  })
})
