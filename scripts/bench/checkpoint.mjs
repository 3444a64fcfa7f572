// checkpoint.ratio: the snapshot that a turn waits for, of a tree of 40,000 files with 10 changed since the last one, over
// `git status` on the same tree. By turns in one run, each first as often as the other. checkpoint.smallMs is the same for 200 files.
import { appendFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { openStage } from '../drive/stage.mjs'
import { inRoot } from '../setup/paths.mjs'
import { median, round } from './figures.mjs'
import { git, gitEnvironment } from './git.mjs'

const runs = 21
const many = 40_000
const few = 200
const changed = 10

/** The app's snapshots, built for plain Node. */
const load = async () => {
  const outDir = inRoot('out', 'bench-checkpoint')
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@contract': inRoot('preload', 'contract') } },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      minify: false,
      rollupOptions: {
        input: {
          checkpoints: inRoot('main', 'changes', 'checkpoints', 'checkpoints.ts'),
          run: inRoot('main', 'changes', 'git', 'run.ts'),
        },
        output: { entryFileNames: '[name].mjs' },
      },
    },
  })
  const from = (name) => import(pathToFileURL(join(outDir, name)).href)
  const [{ Checkpoints }, { Git }] = await Promise.all([from('checkpoints.mjs'), from('run.mjs')])
  return { Checkpoints, Git }
}

const fileAt = (index) => join(`p${index % 40}`, `d${Math.floor(index / 40) % 50}`, `f${index}.ts`)

/** A repository with all files committed and its index fresh. */
const plant = async (folder, count) => {
  for (let index = 0; index < count; index += 1) {
    const path = join(folder, fileAt(index))
    if (index < 2000) await mkdir(join(path, '..'), { recursive: true })
    await writeFile(path, `// file ${index}\n${`export const x${index} = ${index}\n`.repeat(20 + (index % 200))}`)
  }
  await git(folder, 'init', '--quiet', '--initial-branch=main')
  await git(folder, 'add', '--all')
  await git(folder, 'commit', '--quiet', '--message=first')
  await git(folder, 'status')
}

const timed = async (work) => {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** Snapshots and `git status` by turns. @returns {Promise<{firstMs: number, snapshot: number[], status: number[]}>} */
const measure = async (checkpoints, path, projectId, count) => {
  const folder = { place: { projectId, worktreeId: null }, path, trusted: true }
  const firstMs = await timed(() => checkpoints.warm(folder))
  const taken = { firstMs, snapshot: [], status: [] }
  for (let at = 0; at < runs; at += 1) {
    for (let step = 0; step < changed; step += 1)
      await appendFile(join(path, fileAt((at * 997 + step * 7919) % count)), `// ${at}\n`)
    let pending
    const works = {
      snapshot: async () => (pending = await checkpoints.before(folder, 'bench')),
      status: () => git(path, 'status', '--porcelain'),
    }
    const order = at % 2 === 0 ? ['snapshot', 'status'] : ['status', 'snapshot']
    for (const name of order) taken[name].push(await timed(works[name]))
    await pending.begun(`turn-${at}`)
    await checkpoints.after(folder, 'bench', `turn-${at}`)
  }
  return taken
}

export const checkpoint = async () => {
  const stage = await openStage('bench-checkpoint')
  try {
    const { Checkpoints, Git } = await load()
    const checkpoints = new Checkpoints({
      git: new Git({ env: gitEnvironment() }),
      userData: stage.userData,
      push: ({ problem }) => {
        if (problem !== null) throw new Error(problem)
      },
    })
    const large = await stage.folder('large', {})
    await plant(large, many)
    const small = await stage.folder('small', {})
    await plant(small, few)
    const inLarge = await measure(checkpoints, large, '0'.repeat(16), many)
    const inSmall = await measure(checkpoints, small, '1'.repeat(16), few)
    return {
      'checkpoint.ratio': round(median(inLarge.snapshot) / median(inLarge.status)),
      'checkpoint.ms': round(median(inLarge.snapshot), 0),
      'checkpoint.statusMs': round(median(inLarge.status), 0),
      'checkpoint.firstMs': round(inLarge.firstMs, 0),
      'checkpoint.smallMs': round(median(inSmall.snapshot), 0),
    }
  } finally {
    await stage.remove()
  }
}
