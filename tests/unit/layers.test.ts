// The rules of the house that concern who may import what and who holds which power, checked on the sources themselves.
// Lint holds most of them too; this test also sees what a pattern cannot: real paths and names that are used.
import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

interface Import {
  /** What it names, relative to the root for a file of ours ("main/codex/errors"), else the package ("zod"). */
  target: string
  isType: boolean
  names: string
}

interface Source {
  path: string
  code: string
  imports: Import[]
}

const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|[\s;{}(,])\/\/[^\n]*/g, '$1')

const resolveTarget = (from: string, name: string): string => {
  if (name.startsWith('.')) return relative(root, resolve(root, dirname(from), name)).replaceAll('\\', '/')
  return name.replace(/^@contract\//, 'preload/contract/')
}

const importsOf = (path: string, code: string): Import[] => {
  const statics = [
    ...code.matchAll(/^\s*(?:import|export)\s+(type\s+)?([\w*\s{},$]*?)\s*from\s*['"]([^'"]+)['"]/gm),
    ...code.matchAll(/^\s*import\s+()()['"]([^'"]+)['"]/gm),
  ]
  const dynamic = code.matchAll(/\b(?:import|require)\(\s*['"]([^'"]+)['"]\s*\)/g)
  return [
    ...statics.map(([, type, names = '', name = '']) => ({
      target: resolveTarget(path, name),
      isType: Boolean(type) || /^\{(?:\s*type\s[^,}]*,?)+\s*\}$/.test(names),
      names,
    })),
    ...[...dynamic].map(([, name = '']) => ({ target: resolveTarget(path, name), isType: false, names: '' })),
  ]
}

const sourcesIn = (folder: string): Source[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => {
      const path = `${folder}/${name.replaceAll('\\', '/')}`
      const code = withoutComments(readFileSync(join(root, path), 'utf8'))
      return { path, code, imports: importsOf(path, code) }
    })

const renderer = sourcesIn('renderer')
const preload = sourcesIn('preload')
const main = sourcesIn('main')
const everything = [...renderer, ...preload, ...main]

const isNode = ({ target }: Import): boolean => target.startsWith('node:') || builtinModules.includes(target)
const isElectron = ({ target }: Import): boolean => target === 'electron' || /^electron[-/]/.test(target)
const within = (folder: string) => (source: { path: string }) => source.path.startsWith(`${folder}/`)

/** The imports that break a rule, told as "file imports target". */
const offences = (sources: Source[], breaks: (one: Import, source: Source) => boolean): string[] =>
  sources.flatMap((source) =>
    source.imports.filter((one) => breaks(one, source)).map((one) => `${source.path} imports ${one.target}`),
  )

/** Files outside `owners` whose code uses a power. */
const users = (sources: Source[], power: RegExp, owners: RegExp): string[] =>
  sources.filter(({ path, code }) => power.test(code) && !owners.test(path)).map(({ path }) => path)

describe('who may import what', () => {
  it('finds sources to check in every part of the house', () => {
    expect(renderer.length).toBeGreaterThan(0)
    expect(preload.length).toBeGreaterThan(0)
    expect(main.length).toBeGreaterThan(0)
    expect(everything.flatMap(({ imports }) => imports).length).toBeGreaterThan(everything.length)
  })

  it('the renderer imports no Node, no Electron and nothing of main', () => {
    expect(offences(renderer, (one) => isNode(one) || isElectron(one) || one.target.startsWith('main/'))).toEqual([])
  })

  it('the renderer imports from preload the contract and types only', () => {
    const breaks = (one: Import): boolean =>
      one.target.startsWith('preload/') && !one.target.startsWith('preload/contract/') && !one.isType
    expect(offences(renderer, breaks)).toEqual([])
  })

  it('the contract imports zod, itself, and the types of the protocol', () => {
    const breaks = (one: Import): boolean =>
      one.target !== 'zod' &&
      !one.target.startsWith('preload/contract/') &&
      !(one.target.startsWith('@protocol/') && one.isType)
    expect(offences(preload.filter(within('preload/contract')), breaks)).toEqual([])
  })

  it('everybody imports only types from the generated protocol', () => {
    expect(offences(everything, (one) => one.target.startsWith('@protocol/') && !one.isType)).toEqual([])
  })

  it('main/codex is free of Electron and of the rooms that are not', () => {
    const breaks = (one: Import): boolean =>
      isElectron(one) || (one.target.startsWith('main/') && !one.target.startsWith('main/codex/'))
    expect(offences(main.filter(within('main/codex')), breaks)).toEqual([])
  })

  it('main never imports the renderer', () => {
    expect(offences(main, (one) => one.target.startsWith('renderer/'))).toEqual([])
  })

  it('a feature never imports another feature', () => {
    const featureOf = (path: string): string | undefined => /^renderer\/features\/([^/]+)/.exec(path)?.[1]
    const breaks = (one: Import, source: Source): boolean => {
      const other = featureOf(one.target)
      return other !== undefined && other !== featureOf(source.path)
    }
    expect(offences(renderer.filter(within('renderer/features')), breaks)).toEqual([])
  })

  it('the kit and the editor know no store and no feature; a store, a text and a form know no feature', () => {
    const inRooms = (...rooms: string[]) =>
      renderer.filter((source) => rooms.some((room) => within(`renderer/${room}`)(source)))
    const kit = offences(inRooms('kit', 'editor'), ({ target }) => /^renderer\/(?:stores|features)\b/.test(target))
    const others = offences(inRooms('stores', 'text', 'forms'), ({ target }) => target.startsWith('renderer/features/'))
    expect([...kit, ...others]).toEqual([])
  })
})

describe('who holds which power', () => {
  it('ipcMain belongs to the router', () => {
    expect(users(everything, /\bipcMain\b/, /^main\/ipc\/router\.ts$/)).toEqual([])
  })

  it('ipcRenderer belongs to the preload, and window.deck to one bridge', () => {
    expect(users(everything, /\bipcRenderer\b/, /^preload\/index\.ts$/)).toEqual([])
    expect(users(renderer, /\bwindow\.deck\b/, /^renderer\/bridge\.ts$/)).toEqual([])
  })

  it('links are opened in one place', () => {
    expect(users(everything, /\bopenExternal\b/, /^main\/window\/links\.ts$/)).toEqual([])
  })

  it('child processes are started in one place', () => {
    const isSpawner = ({ target, isType }: Import): boolean =>
      !isType && /^(?:node:)?child_process$|^execa$/.test(target)
    const elsewhere = everything.filter(({ path }) => !/^main\/codex\/process\//.test(path))
    expect(offences(elsewhere, isSpawner)).toEqual([])
    expect(users(everything, /\bshell\.openPath\b/, /^main\/window\/links\.ts$/)).toEqual([])
    expect(users(everything, /\butilityProcess\b/, /^main\/secrets\/keyring-process\.ts$/)).toEqual([])
  })

  it('the environment is read in one place', () => {
    expect(
      users(everything, /\bprocess\.env\b|\bprocess\[['"]env['"]\]/, /^main\/codex\/process\/environment\.ts$/),
    ).toEqual([])
  })

  it('files are written through the atomic-write helper', () => {
    const writers =
      /\b(?:writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream|copyFile|copyFileSync)\b|write-file-atomic/
    // Two more may write, each for what a replacing write cannot do: a new home is created exclusively ("wx"), so that it
    // never overwrites one, and a JSON file that cannot be read is set aside as a copy.
    const owners = /^main\/codex\/files\/|^main\/codex\/home\/create\.ts$|^main\/app\/json-file\.ts$/
    expect(users(everything, writers, owners)).toEqual([])
  })
})

describe('what no source may hold', () => {
  it('the renderer never writes markup from text', () => {
    expect(users(renderer, /dangerouslySetInnerHTML|\.innerHTML\b|insertAdjacentHTML|document\.write\b/, /^$/)).toEqual(
      [],
    )
  })

  it('no escape from the type checker', () => {
    const raw = everything.filter(({ path }) =>
      /@ts-(?:ignore|nocheck|expect-error)/.test(readFileSync(join(root, path), 'utf8')),
    )
    expect(raw.map(({ path }) => path)).toEqual([])
  })
})
