// Random files, random edits, random choices: what an act leaves must be what a model says that knows nothing of patches, and
// Undo must bring every byte back. ACT_RUNS=500 makes more runs, ACT_SEED=7 begins at another seed.
import { chmodSync, existsSync, lstatSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Selection } from '../../../preload/contract/changes'
import type { HeldFile, HeldView } from '../../../main/changes/view-model'
import { ActStage } from '../../support/act-stage'
import { Seeded } from '../../support/seeded'

const runs = Number(process.env['ACT_RUNS'] ?? 15)
const firstSeed = Number(process.env['ACT_SEED'] ?? 1)

interface File {
  readonly bytes: Buffer
  readonly executable: boolean
}
/** By path; what isn't in it isn't there. */
type Files = ReadonlyMap<string, File>

const paths = ['a.txt', 'dir/b.txt', 'dir/deep/c d.txt', 'ü "q".txt', 'e'] as const

/** Few different lines, so that the same ones come again and again: a patch in the wrong place would be seen. */
const randomLine = (random: Seeded): Buffer =>
  Buffer.concat([
    Buffer.from(
      random.of(['', 'a', 'b', '}', '  x', '- minus', '+ plus', '\\ no', '@@ -1 +1 @@', 'diff --git a/x b/x']),
    ),
    random.chance(0.05) ? Buffer.from([0xff, 0xe9]) : Buffer.of(),
    Buffer.from(random.chance(0.1) ? '\r\n' : '\n'),
  ])

const lineList = (bytes: Buffer): Buffer[] => {
  const lines: Buffer[] = []
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(0x0a, at)
    lines.push(bytes.subarray(at, end < 0 ? bytes.length : end + 1))
    at = end < 0 ? bytes.length : end + 1
  }
  return lines
}

const maybeWithoutEnd = (random: Seeded, bytes: Buffer): Buffer =>
  random.chance(0.2) && bytes.at(-1) === 0x0a ? bytes.subarray(0, -1) : bytes

const randomFile = (random: Seeded): File => ({
  bytes: maybeWithoutEnd(random, Buffer.concat(Array.from({ length: random.below(60) }, () => randomLine(random)))),
  executable: random.chance(0.2),
})

const edited = (random: Seeded, { bytes, executable }: File): File => {
  const lines = lineList(bytes)
  for (let edits = 1 + random.below(6); edits > 0; edits--) {
    const at = random.below(lines.length + 1)
    const fresh = Array.from({ length: random.below(4) }, () => randomLine(random))
    lines.splice(at, random.below(4), ...fresh)
  }
  // A line without an end can only be the last.
  const whole = lines.map((line, at) =>
    at < lines.length - 1 && line.at(-1) !== 0x0a ? Buffer.concat([line, Buffer.from('\n')]) : line,
  )
  return {
    bytes: maybeWithoutEnd(random, Buffer.concat(whole)),
    executable: random.chance(0.1) ? !executable : executable,
  }
}

const randomFiles = (random: Seeded): Files => new Map(random.some(paths).map((path) => [path, randomFile(random)]))

const changed = (random: Seeded, files: Files): Files => {
  const after = new Map(files)
  for (const path of paths) {
    const file = files.get(path)
    if (random.chance(0.3)) continue
    if (!file) after.set(path, randomFile(random))
    else if (random.chance(0.15)) after.delete(path)
    else after.set(path, edited(random, file))
  }
  return after
}

const put = (stage: ActStage, files: Files): void => {
  stage.repository.delete('dir')
  for (const path of paths) {
    const file = files.get(path)
    stage.repository.delete(path)
    if (file) stage.repository.write(path, file.bytes)
    if (file) chmodSync(join(stage.folder.path, path), file.executable ? 0o755 : 0o644)
  }
}

const onDisk = (stage: ActStage): Files =>
  new Map(
    paths.flatMap((path) => {
      const whole = join(stage.folder.path, path)
      if (!existsSync(whole)) return []
      return [[path, { bytes: stage.readBytes(path), executable: (lstatSync(whole).mode & 0o100) !== 0 }]]
    }),
  )

const inIndex = (stage: ActStage): Files => {
  const entries = stage.repository.git('ls-files', '--stage', '-z').split('\0').filter(Boolean)
  return new Map(
    entries.map((entry) => {
      const [facts = '', path = ''] = entry.split('\t')
      const [mode = '', id = ''] = facts.split(' ')
      const bytes = stage.repository.gitBytes('cat-file', 'blob', id)
      return [path, { bytes, executable: mode === '100755' }]
    }),
  )
}

/** Chooses files whole, hunks of them, or nothing of them. Renames that git sees are left out: the model has none. */
const choose = (random: Seeded, view: HeldView): Map<HeldFile, readonly string[] | null> => {
  const chosen = new Map<HeldFile, readonly string[] | null>()
  for (const file of view.files.values()) {
    const { status } = file.view
    if (status === 'renamed' || status === 'copied' || random.chance(0.25)) continue
    const inParts = status === 'modified' && file.hunks !== null && file.hunks.length > 0 && random.chance(0.7)
    chosen.set(file, inParts ? random.some(file.hunks ?? []).map(({ id }) => id) : null)
  }
  return chosen
}

const asSelection = (chosen: ReadonlyMap<HeldFile, readonly string[] | null>): Selection =>
  [...chosen].map(([file, hunks]) => ({ fileId: file.view.id, hunks: hunks === null ? null : [...hunks] }))

/**
 * The files with the chosen changes taken from `to` instead of `from`: lines by the ranges that hunks name, out of the files
 * themselves. `base` is the side that is kept where nothing was chosen.
 */
const modelled = (
  base: Files,
  other: Files,
  chosen: ReadonlyMap<HeldFile, readonly string[] | null>,
  reverse: boolean,
): Files => {
  const result = new Map(base)
  for (const [{ view, hunks }, ids] of chosen) {
    const kept = base.get(view.path)
    const taken = other.get(view.path)
    if (ids === null) {
      if (taken) result.set(view.path, taken)
      else result.delete(view.path)
      continue
    }
    if (!kept || !taken) throw new Error('hunks of a file that is on one side only')
    const lines: Buffer[] = []
    const [keptLines, takenLines] = [lineList(kept.bytes), lineList(taken.bytes)]
    let at = 0
    const range = (start: number, count: number): [number, number] => {
      const first = count === 0 ? start : start - 1
      return [first, first + count]
    }
    for (const { id, oldStart, oldCount, newStart, newCount } of hunks ?? []) {
      const [old, fresh] = [range(oldStart, oldCount), range(newStart, newCount)]
      const [mine, theirs] = reverse ? [fresh, old] : [old, fresh]
      lines.push(...keptLines.slice(at, mine[0]))
      lines.push(...(ids.includes(id) ? takenLines.slice(...theirs) : keptLines.slice(...mine)))
      at = mine[1]
    }
    lines.push(...keptLines.slice(at))
    result.set(view.path, { ...kept, bytes: Buffer.concat(lines) })
  }
  return result
}

const plain = (files: Files): Record<string, string> =>
  Object.fromEntries(
    [...files]
      .toSorted()
      .map(([path, { bytes, executable }]) => [path, `${executable ? 'x' : '-'} ${bytes.toString('latin1')}`]),
  )

describe('acts on random files', () => {
  const made: ActStage[] = []
  afterAll(() => {
    for (const stage of made) stage.remove()
  })

  /** Runs a property with many seeds; a failure says which. */
  const manyTimes = async (property: (random: Seeded, stage: ActStage) => Promise<void>): Promise<void> => {
    const stage = new ActStage()
    made.push(stage)
    for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
      try {
        stage.repository.tryGit('update-ref', '-d', 'HEAD')
        stage.repository.tryGit('read-tree', '--empty')
        await property(new Seeded(seed), stage)
      } catch (error) {
        throw new Error(`fails with ACT_SEED=${seed} ACT_RUNS=1`, { cause: error })
      }
    }
  }
  const limitMs = 60_000 + runs * 1000

  const actAndBack = async (
    stage: ActStage,
    view: HeldView,
    act: 'stage' | 'unstage' | 'revert' | 'apply',
    chosen: ReadonlyMap<HeldFile, readonly string[] | null>,
    check: () => void,
  ): Promise<void> => {
    if (chosen.size === 0) return
    const before = stage.everything()
    const report = await stage.acts.run(view, act, asSelection(chosen))
    expect(report).toMatchObject({ done: true, conflicts: [] })
    check()
    if (report.undoId === null) return expect(stage.everything()).toEqual(before)
    const after = stage.everything()
    const undone = await stage.undo(report)
    expect(stage.everything()).toEqual(before)
    await stage.undo(undone)
    expect(stage.everything()).toEqual(after)
  }

  it(
    'staging leaves in the index what was chosen of the working tree',
    () =>
      manyTimes(async (random, stage) => {
        const old = randomFiles(random)
        put(stage, old)
        stage.repository.commit()
        const fresh = changed(random, old)
        put(stage, fresh)
        const view = await stage.open('unstaged')
        const chosen = choose(random, view)
        await actAndBack(stage, view, 'stage', chosen, () => {
          expect(plain(inIndex(stage))).toEqual(plain(modelled(old, fresh, chosen, false)))
          expect(plain(onDisk(stage))).toEqual(plain(fresh))
        })
      }),
    limitMs,
  )

  it(
    'unstaging leaves in the index what was not chosen',
    () =>
      manyTimes(async (random, stage) => {
        const old = randomFiles(random)
        put(stage, old)
        stage.repository.commit()
        const fresh = changed(random, old)
        put(stage, fresh)
        stage.repository.git('add', '-A')
        const view = await stage.open('staged')
        const chosen = choose(random, view)
        await actAndBack(stage, view, 'unstage', chosen, () => {
          expect(plain(inIndex(stage))).toEqual(plain(modelled(fresh, old, chosen, true)))
          expect(plain(onDisk(stage))).toEqual(plain(fresh))
        })
      }),
    limitMs,
  )

  it(
    'reverting leaves in the working tree what was not chosen',
    () =>
      manyTimes(async (random, stage) => {
        const old = randomFiles(random)
        put(stage, old)
        stage.repository.commit()
        const fresh = changed(random, old)
        put(stage, fresh)
        const view = await stage.open('unstaged')
        const chosen = choose(random, view)
        await actAndBack(stage, view, 'revert', chosen, () => {
          expect(plain(onDisk(stage))).toEqual(plain(modelled(fresh, old, chosen, true)))
          expect(plain(inIndex(stage))).toEqual(plain(old))
        })
      }),
    limitMs,
  )

  it(
    'applying a turn’s changes and reverting them is nothing',
    () =>
      manyTimes(async (random, stage) => {
        const old = randomFiles(random)
        const fresh = changed(random, old)
        put(stage, old)
        const before = stage.snapshot()
        put(stage, fresh)
        stage.between(before, stage.snapshot())
        put(stage, old)
        const started = stage.disk()
        const view = await stage.open('turn')
        const chosen = choose(random, view)
        if (chosen.size === 0) return
        const what = asSelection(chosen)
        expect(await stage.acts.run(view, 'apply', what)).toMatchObject({ done: true })
        expect(plain(onDisk(stage))).toEqual(plain(modelled(old, fresh, chosen, false)))
        expect(await stage.acts.run(view, 'revert', what)).toMatchObject({ done: true })
        expect(stage.disk()).toEqual(started)
      }),
    limitMs,
  )

  /** Blocks with walls of their own lines between them, some changed by the turn, others by the person. */
  const blocks = (random: Seeded, count: number): Buffer[] =>
    Array.from({ length: count }, () =>
      Buffer.concat(Array.from({ length: 1 + random.below(4) }, () => randomLine(random))),
    )
  const walled = (list: readonly Buffer[]): Buffer =>
    Buffer.concat(list.flatMap((block, at) => [block, Buffer.from(`wall ${at}\nand ${at}\nthird ${at}\n`)]))

  it(
    'only what the turn changed is staged, reverted and applied amid the person’s own edits',
    () =>
      manyTimes(async (random, stage) => {
        const base = blocks(random, 8)
        const mine = base.map((block) => (random.chance(0.4) ? Buffer.concat([block, randomLine(random)]) : block))
        const turn = base.map((block, at) =>
          mine[at] === block && random.chance(0.6) ? Buffer.from(`turn ${at}\n`) : block,
        )
        const either = base.map((block, at) => (mine[at] === block ? (turn[at] ?? block) : (mine[at] ?? block)))
        const file = (list: readonly Buffer[]): Files =>
          new Map([['a.txt', { bytes: walled(list), executable: false }]])
        put(stage, file(base))
        stage.repository.commit()
        put(stage, file(mine))
        const before = stage.snapshot()
        put(stage, file(either))
        stage.between(before, stage.snapshot())
        const view = await stage.open('turn')
        const chosen = new Map([...view.files.values()].map((one) => [one, null]))
        await actAndBack(stage, view, 'stage', chosen, () => {
          expect(plain(inIndex(stage))).toEqual(plain(file(turn)))
          expect(plain(onDisk(stage))).toEqual(plain(file(either)))
        })
        await actAndBack(stage, view, 'revert', chosen, () => expect(plain(onDisk(stage))).toEqual(plain(file(mine))))
        put(stage, file(base))
        await actAndBack(stage, view, 'apply', chosen, () => expect(plain(onDisk(stage))).toEqual(plain(file(turn))))
      }),
    limitMs,
  )
})
