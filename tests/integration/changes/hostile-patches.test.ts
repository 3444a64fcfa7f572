// Patches that want to write where they must not, and folders that change under the writer's hands: nothing outside of the
// project is ever written, and an act that fails leaves everything as it was.
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { ActReport } from '../../../preload/contract/changes'
import { CallError } from '../../../main/app/call-error'
import type { HeldView } from '../../../main/changes/view-model'
import { ActStage, selection } from '../../support/act-stage'
import { hostilePatches, prepareVictim, type HostilePatch } from '../../support/patch-corpus'

const made: ActStage[] = []
const victim = (git = true): ActStage => {
  const stage = new ActStage({ git })
  made.push(stage)
  prepareVictim(stage.repository)
  if (git) stage.repository.commit()
  return stage
}

afterEach(() => {
  for (const stage of made.splice(0)) stage.remove()
})

/** What no act may ever change. */
const sacred = (disk: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(disk).filter(
      ([path]) => !path.startsWith('work/') || /^work\/(?:.*\/)?\.(?:git|codex|agents)\//.test(path),
    ),
  )

const acts = [
  ['task', 'apply'],
  ['turn', 'revert'],
  ['turn', 'stage'],
] as const

/** Acts as the app does; a refusal of the source itself is as good as one of the act. */
const acting = (run: Promise<ActReport>): Promise<ActReport | null> =>
  run.catch((error: unknown) => {
    if (error instanceof CallError) return null
    throw error
  })

/** As if nobody had judged the paths of the view. */
const unjudged = (view: HeldView): HeldView => ({
  ...view,
  files: new Map([...view.files].map(([id, file]) => [id, { ...file, view: { ...file.view, refused: null } }])),
})

describe('hostile patches', () => {
  // What changes nothing can be followed by the next one in the same folder.
  let shared: ActStage | undefined
  const stageFor = (one: HostilePatch): ActStage => {
    if (one.prepare || one.mayApply) return victim()
    shared ??= victim()
    made.splice(made.indexOf(shared), made.includes(shared) ? 1 : 0)
    return shared
  }
  afterAll(() => shared?.remove())

  for (const one of hostilePatches) {
    const { name, patch, prepare, mayApply = false, mayStage = mayApply } = one
    it(`${mayApply ? 'stays within the folder' : 'does nothing'}: ${name}`, async () => {
      const stage = stageFor(one)
      prepare?.(stage.repository)
      stage.patch(patch)
      for (const [kind, act] of acts) {
        const before = stage.everything()
        const report = await acting(stage.act(kind, act))
        const after = stage.everything()
        expect(sacred(after.disk)).toEqual(sacred(before.disk))
        if (report?.done && report.undoId !== null) {
          expect(act === 'stage' ? mayStage : mayApply, `${act} was done`).toBe(true)
          if (act === 'stage') expect(after.disk).toEqual(before.disk)
          expect((await stage.undo(report)).done).toBe(true)
          expect(stage.everything()).toEqual(before)
        } else {
          expect(after).toEqual(before)
          if (report && report.changed.length === 0 && !report.done) expect(report.conflicts).not.toEqual([])
        }
      }
    })
  }

  it('stays within the folder even when nobody has judged the paths before', async () => {
    for (const { patch, prepare } of hostilePatches) {
      if (patch.length > 1_000_000) continue
      const stage = prepare || !shared ? victim() : shared
      prepare?.(stage.repository)
      stage.patch(patch)
      const before = stage.everything()
      const view = unjudged(await stage.open('task'))
      const report = view.files.size === 0 ? null : await stage.acts.run(view, 'apply', selection(view, []))
      const after = stage.everything()
      expect(sacred(after.disk)).toEqual(sacred(before.disk))
      if (report?.undoId) await stage.undo(report)
      expect(stage.everything()).toEqual(before)
    }
  })

  it('does nothing with a patch of a folder without git either', async () => {
    for (const { patch, prepare, mayApply = false } of hostilePatches.filter((_, at) => at % 3 === 0)) {
      const stage = victim(false)
      prepare?.(stage.repository)
      stage.patch(patch)
      const before = stage.everything()
      const report = await stage.act('task', 'apply')
      if (!mayApply) expect(stage.everything()).toEqual(before)
      expect(report.undoId === null || mayApply).toBe(true)
    }
  })
})

describe('what changes between the last look and the first write', () => {
  const changed = (stage: ActStage): void => {
    stage.repository.write('sub/a.txt', 'one\n')
    stage.repository.write('sub/b.txt', 'one\n')
    stage.repository.write('z.txt', 'one\n')
    stage.repository.commit()
    stage.repository.write('sub/a.txt', 'two\n')
    stage.repository.write('sub/b.txt', 'two\n')
    stage.repository.write('z.txt', 'two\n')
    stage.repository.write('sub/new.txt', 'new\n')
  }
  /** Reverts everything while `swap` happens in the worst moment; all but what it did itself must be as it was. */
  const revertWhile = async (swap: (stage: ActStage) => void): Promise<ActStage> => {
    const stage = victim()
    changed(stage)
    let swapped = stage.everything()
    stage.beforeWriting = () => {
      swap(stage)
      swapped = stage.everything()
    }
    const report = await stage.act('unstaged', 'revert')
    expect(report).toMatchObject({ done: false, changed: [], undoId: null })
    expect(report.conflicts.length).toBeGreaterThan(0)
    expect(stage.everything()).toEqual(swapped)
    return stage
  }

  it('writes nothing through a folder that became a link', async () => {
    const stage = await revertWhile(({ repository }) => {
      writeFileSync(repository.beside('outside/a.txt'), 'two\n')
      renameSync(join(repository.path, 'sub'), join(repository.path, 'sub-was'))
      symlinkSync('../outside', join(repository.path, 'sub'))
    })
    expect(readFileSync(stage.repository.beside('outside/a.txt'), 'utf8')).toBe('two\n')
  })

  it('writes nothing through a file that became a link, at the last path too', async () => {
    const stage = await revertWhile(({ repository }) => {
      unlinkSync(join(repository.path, 'z.txt'))
      symlinkSync('../outside/secret', join(repository.path, 'z.txt'))
    })
    expect(readFileSync(stage.repository.beside('outside/secret'), 'utf8')).toBe('secret\n')
  })

  it('loses no words that somebody wrote in that moment', async () => {
    const stage = await revertWhile(({ repository }) => writeFileSync(join(repository.path, 'z.txt'), 'two\nmore\n'))
    expect(stage.read('z.txt')).toBe('two\nmore\n')
    await revertWhile(({ repository }) => writeFileSync(join(repository.path, 'sub/new.txt'), 'mine\n'))
  })

  it('puts everything back when a folder cannot be written', async () => {
    await revertWhile(({ repository }) => {
      rmSync(join(repository.path, 'z.txt'))
      mkdirSync(join(repository.path, 'z.txt'))
    })
  })

  it('touches nothing when the whole folder was swapped for a link', async () => {
    const stage = victim()
    changed(stage)
    mkdirSync(stage.repository.beside('decoy/sub'), { recursive: true })
    writeFileSync(stage.repository.beside('decoy/sub/a.txt'), 'two\n')
    stage.beforeWriting = () => {
      renameSync(stage.repository.path, stage.repository.beside('was'))
      symlinkSync('decoy', stage.repository.path)
    }
    const report = await stage.act('unstaged', 'revert')
    expect(report.done).toBe(false)
    expect(readFileSync(stage.repository.beside('decoy/sub/a.txt'), 'utf8')).toBe('two\n')
    expect(readFileSync(stage.repository.beside('was/sub/a.txt'), 'utf8')).toBe('two\n')
  })

  it('stages nothing when the index changed in that moment', async () => {
    const stage = victim()
    changed(stage)
    let index = ''
    stage.beforeWriting = () => {
      stage.repository.git('add', 'z.txt')
      index = stage.index()
    }
    const report = await stage.act('unstaged', 'stage')
    expect(report).toMatchObject({ done: false, conflicts: [{ path: 'z.txt' }] })
    expect(stage.index()).toBe(index)
  })

  it('undoes nothing through a folder that became a link since', async () => {
    const stage = victim()
    changed(stage)
    const report = await stage.act('unstaged', 'revert')
    stage.beforeWriting = () => {
      renameSync(join(stage.repository.path, 'sub'), join(stage.repository.path, 'sub-was'))
      symlinkSync('../outside', join(stage.repository.path, 'sub'))
    }
    const undone = await stage.undo(report)
    expect(undone.done).toBe(false)
    expect(stage.disk()).not.toHaveProperty('outside/new.txt')
    expect(stage.read('z.txt')).toBe('one\n')
  })
})
