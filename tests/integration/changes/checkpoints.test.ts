// Snapshots around turns, with real git on real trees: what is in a turn’s difference, and that the folder’s own repository is left alone.
import { chmodSync, existsSync, readFileSync, rmSync, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hashOf, namesOf, readTree, turn, twoTrees } from './checkpoint-tree'
import { until } from '../../support/waiting'
import { ground, ofTurn, onRewind, useGrounds } from './checkpoint-grounds'

useGrounds()

describe('what a turn changed', () => {
  it('is every file that is different after it: edits, additions, removals, modes, links, bytes that are no text', async () => {
    const at = ground({ git: true })
    at.write('edited', 'one\n')
    at.write('removed', 'x')
    at.write('tool', '#!/bin/sh\n')
    at.write('untouched', 'same')
    await turn(at, at.checkpoints, 'u', () => {
      at.write('edited', 'two\n')
      rmSync(join(at.folder.path, 'removed'))
      chmodSync(join(at.folder.path, 'tool'), 0o755)
      at.write('deep/er/new', Buffer.from([0, 255, 10, 13]))
      symlinkSync('../untouched', join(at.folder.path, 'deep/link'))
    })
    at.write('after the turn', 'by hand')
    expect(namesOf(await twoTrees(at.checkpoints, at.folder, ofTurn('u')))).toEqual([
      'A deep/er/new',
      'A deep/link',
      'M edited',
      'D removed',
      'M tool',
    ])
    expect(at.events).toMatchObject([{ turnId: 'u', problem: null, checkpoint: { state: 'whole', left: [] } }])
  })

  it('is seen while it runs, up to now', async () => {
    const at = ground()
    await (await at.checkpoints.before(at.folder, 't')).begun('u')
    at.write('a', '1')
    expect(namesOf(await twoTrees(at.checkpoints, at.folder, ofTurn('u')))).toEqual(['A a'])
    at.write('b', '2')
    const trees = await twoTrees(at.checkpoints, at.folder, { ...ofTurn('u'), turnId: null as never })
    expect(namesOf(trees)).toEqual(['A a', 'A b'])
    expect(trees.label).toMatch(/^since \d\d:\d\d$/)
  })

  it('is found when a file was written again at once with as many bytes, and when its time was set back', async () => {
    const at = ground()
    const time = new Date(2020, 1, 1)
    const setBack = (content: string): void => {
      at.write('g', content)
      utimesSync(join(at.folder.path, 'g'), time, time)
    }
    at.write('f', 'aaaa')
    setBack('aaaa')
    await at.checkpoints.warm(at.folder)
    for (const content of ['bbbb', 'cccc', 'dddd']) {
      await turn(at, at.checkpoints, content, () => at.write('f', content))
      expect(namesOf(await twoTrees(at.checkpoints, at.folder, ofTurn(content)))).toEqual(['M f'])
    }
    // Git tells such a change by the second in which it happened.
    const second = Math.floor(Date.now() / 1000)
    await until(() => Math.floor(Date.now() / 1000) > second, 'the next second')
    await turn(at, at.checkpoints, 'u', () => setBack('bbbb'))
    expect(namesOf(await twoTrees(at.checkpoints, at.folder, ofTurn('u')))).toEqual(['M g'])
  })

  it('of a session goes from its first turn to its last', async () => {
    const at = ground()
    await turn(at, at.checkpoints, 'u1', () => at.write('a', '1'))
    await turn(at, at.checkpoints, 'u2', () => at.write('b', '1'))
    at.write('c', 'later, by hand')
    const trees = await twoTrees(at.checkpoints, at.folder, { kind: 'session', threadId: 't', patch: null })
    expect(namesOf(trees)).toEqual(['A a', 'A b'])
  })

  it('says when another chat worked in the folder meanwhile', async () => {
    const at = ground()
    await (await at.checkpoints.before(at.folder, 't')).begun('mine')
    await turn(at, at.checkpoints, 'theirs', () => at.write('a', '1'), 'other')
    await at.checkpoints.after(at.folder, 't', 'mine')
    await turn(at, at.checkpoints, 'alone', () => {})
    expect((await twoTrees(at.checkpoints, at.folder, ofTurn('mine'))).note).toContain('Another chat')
    expect((await twoTrees(at.checkpoints, at.folder, ofTurn('alone'))).note).toBeNull()
  })

  it('is the window’s own patch where there is no snapshot, and a refusal in words where there is none either', async () => {
    const at = ground()
    const patch = { ...ofTurn('never seen'), patch: 'diff --git a/x b/x\n' }
    expect(await at.checkpoints.between(at.folder, patch)).toMatchObject({ patch: Buffer.from(patch.patch) })
    await expect(at.checkpoints.between(at.folder, ofTurn('never seen'))).rejects.toMatchObject({ code: 'no-snapshot' })
  })
})

describe('the folder’s own repository', () => {
  it('is not touched: index, refs, stash and objects stay as they are, times too', async () => {
    const at = ground({ git: true })
    at.write('a', '1')
    at.run('add', '-A')
    at.run('commit', '-q', '-m', 'first')
    at.write('a', '2')
    at.run('stash')
    at.write('a', '3')
    at.write('b', 'staged')
    at.run('add', 'b')
    at.write('b', 'and more')
    const before = hashOf(join(at.folder.path, '.git'))
    await turn(at, at.checkpoints, 'u', () => at.write('a', '4'))
    expect(await onRewind(at, 'u')).toMatchObject({ done: true })
    expect(hashOf(join(at.folder.path, '.git'))).toBe(before)
  })

  it('may come, and go, in the middle of a turn', async () => {
    const at = ground()
    at.write('a', '1')
    await turn(at, at.checkpoints, 'comes', () => {
      at.run('init', '-q')
      at.run('add', '-A')
      at.run('commit', '-q', '-m', 'first')
      at.write('a', '2')
    })
    await turn(at, at.checkpoints, 'goes', () => {
      rmSync(join(at.folder.path, '.git'), { recursive: true })
      rmSync(join(at.folder.path, 'a'))
    })
    expect(await onRewind(at, 'goes')).toMatchObject({ done: true })
    expect(readFileSync(join(at.folder.path, 'a'), 'utf8')).toBe('2')
    expect(await onRewind(at, 'comes')).toMatchObject({ done: true })
    expect(readFileSync(join(at.folder.path, 'a'), 'utf8')).toBe('1')
  })

  it('has no say in the bytes: line ends, idents, encodings and filters of its attributes are off', async () => {
    const at = ground({ git: true })
    const ran = join(at.root, 'ran')
    at.run('config', 'core.autocrlf', 'true')
    at.run('config', 'filter.evil.clean', `touch ${ran}; cat`)
    at.run('config', 'filter.evil.smudge', `touch ${ran}; cat`)
    at.run('config', 'core.fsmonitor', `touch ${ran}`)
    const attributes =
      '* text=auto eol=crlf ident\n*.evil filter=evil\n*.utf16 working-tree-encoding=UTF-16\n[attr]all filter=evil\nmacro all\n'
    at.write('.gitattributes', attributes)
    const files = {
      'lf.txt': 'a\nb\n',
      'crlf.txt': 'a\r\nb\r\n',
      'id.txt': '$Id$\n',
      'x.evil': 'e\n',
      'y.utf16': 'plain\n',
      macro: 'm',
    }
    for (const [name, content] of Object.entries(files)) at.write(name, content)
    const before = readTree(at.folder.path)
    await turn(at, at.checkpoints, 'u', () => {
      for (const name of Object.keys(files)) at.write(name, 'other\r\n$Id$\n')
      rmSync(join(at.folder.path, '.gitattributes'))
    })
    expect(await onRewind(at, 'u')).toMatchObject({ done: true })
    expect(readTree(at.folder.path)).toEqual(before)
    expect(existsSync(ran)).toBe(false)
  })

  it('may hold files that break git’s own reading of a work tree', async () => {
    const at = ground({ git: true })
    at.write('.gitmodules', '[submodule "x\n broken')
    at.write('.gitattributes', `${'x'.repeat(5000)} filter=\n[attr]\n\0`)
    at.write('.mailmap', '\0')
    symlinkSync('/dev/zero', join(at.folder.path, '.gitignore'))
    const before = readTree(at.folder.path)
    await turn(at, at.checkpoints, 'u', () => {
      for (const name of ['.gitmodules', '.gitattributes', '.gitignore']) rmSync(join(at.folder.path, name))
      at.write('new', '')
    })
    expect(await onRewind(at, 'u')).toMatchObject({ done: true })
    expect(readTree(at.folder.path)).toEqual(before)
  })

  it('may have a part of its files on disk only', async () => {
    const at = ground({ git: true })
    for (const name of ['in/a', 'out/b']) at.write(name, '1')
    at.run('add', '-A')
    at.run('commit', '-q', '-m', 'first')
    at.run('sparse-checkout', 'set', 'in')
    expect(existsSync(join(at.folder.path, 'out'))).toBe(false)
    await turn(at, at.checkpoints, 'u', () => at.write('in/a', '2'))
    expect(namesOf(await twoTrees(at.checkpoints, at.folder, ofTurn('u')))).toEqual(['M in/a'])
    expect(await onRewind(at, 'u')).toMatchObject({ done: true, changed: ['in/a'] })
    expect(existsSync(join(at.folder.path, 'out'))).toBe(false)
    expect(at.run('status', '--porcelain')).toBe('')
  })

  it('may use sha256 for its objects', async () => {
    const at = ground()
    at.run('init', '-q', '--object-format=sha256')
    at.write('a', '1')
    await turn(at, at.checkpoints, 'u', () => at.write('a', '2'))
    expect(await onRewind(at, 'u')).toMatchObject({ done: true })
    expect(readFileSync(join(at.folder.path, 'a'), 'utf8')).toBe('1')
  })
})
