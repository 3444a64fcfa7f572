import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Project } from '@contract/model'
import { Prompts, readPrompt } from '../../../../main/extensions/prompts'

let root: string
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'deck-prompts-')))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const project = { id: 'p' } as Project
const prompts = (home = join(root, 'home')): Prompts =>
  new Prompts({ find: (id) => (id === 'p' ? project : null), homeOf: () => home, userHome: root })
const put = (folder: string, name: string, text: string): void => {
  const path = join(root, folder, 'prompts')
  mkdirSync(path, { recursive: true })
  writeFileSync(join(path, name), text)
}

describe('the prompts of a project', () => {
  it('are those of its home and of the person, the home first', async () => {
    put('home', 'review.md', '---\ndescription: Ours\nargument-hint: "[file]"\n---\nReview $1.\n')
    put('.codex', 'review.md', 'Not this one.')
    put('.codex', 'tidy.md', 'Tidy up.')
    put('home', 'notes.txt', 'none')
    const { folder, prompts: all, left } = await prompts().list('p')
    expect(folder).toBe(join(root, 'home', 'prompts'))
    expect(left).toEqual([])
    expect(all).toEqual([
      {
        name: 'review',
        path: join(folder, 'review.md'),
        where: 'home',
        description: 'Ours',
        hint: '[file]',
        begin: 'Review $1.',
      },
      {
        name: 'tidy',
        path: join(root, '.codex', 'prompts', 'tidy.md'),
        where: 'person',
        description: null,
        hint: null,
        begin: 'Tidy up.',
      },
    ])
    expect(await prompts().read('p', 'review')).toEqual({ body: 'Review $1.\n' })
    expect(await prompts().read('p', 'tidy')).toEqual({ body: 'Tidy up.' })
  })

  it('are listed once where the project uses ~/.codex itself', async () => {
    put('.codex', 'tidy.md', 'Tidy up.')
    const { prompts: all } = await prompts(join(root, '.codex')).list('p')
    expect(all.map(({ name, where }) => [name, where])).toEqual([['tidy', 'home']])
  })

  it('that can’t be used say why', async () => {
    put('home', 'two words.md', 'x')
    put('home', 'long.md', 'x'.repeat(300_000))
    mkdirSync(join(root, 'home', 'prompts', 'folder.md'))
    symlinkSync(join(root, 'nowhere'), join(root, 'home', 'prompts', 'gone.md'))
    const { prompts: all, left } = await prompts().list('p')
    expect(all).toEqual([])
    expect(left.map(({ why }) => why).join('\n')).toMatch(
      /no file[\s\S]*longer than a message[\s\S]*can’t follow a slash/,
    )
  })

  it('are none where there is no folder, and none of another name', async () => {
    expect((await prompts().list('p')).prompts).toEqual([])
    await expect(prompts().read('p', 'none')).rejects.toThrow('There is no prompt named none.')
    await expect(prompts().list('q')).rejects.toThrow('no longer in the list')
  })
})

describe('what stands over a prompt', () => {
  it('is taken off, whatever the line ends', () => {
    expect(readPrompt("\ufeff---\r\nDescription: 'a: b'\r\nargument_hint: x\r\nmodel: y\r\n---\r\nText\r\n")).toEqual({
      description: 'a: b',
      hint: 'x',
      body: 'Text\n',
    })
    expect(readPrompt('---\n---\nText')).toEqual({ description: null, hint: null, body: 'Text' })
  })

  it('is text where it isn’t closed or doesn’t begin the file', () => {
    for (const text of ['---\ndescription: x\nText', 'Text\n---\ndescription: x\n---\n'])
      expect(readPrompt(text)).toEqual({ description: null, hint: null, body: text })
  })
})
