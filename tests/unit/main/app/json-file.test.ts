import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openJsonFile, writesSettled } from '../../../../main/app/json-file'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deck-json-'))
})
afterEach(() => rm(folder, { recursive: true }))

const schema = z.object({ n: z.number() })

describe('a JSON document', () => {
  it('starts from the fallback and comes back after a write', async () => {
    const path = join(folder, 'deep', 'a.json')
    const file = openJsonFile(path, schema, { n: 0 })
    expect(file.value).toEqual({ n: 0 })
    await file.write({ n: 1 })
    expect(openJsonFile(path, schema, { n: 0 }).value).toEqual({ n: 1 })
  })

  it.each(['{"n":', '{"n":"x"}', '\0\0', '[]'])(
    'keeps a copy of the broken file %j before writing over it',
    async (text) => {
      const path = join(folder, 'a.json')
      await writeFile(path, text)
      const file = openJsonFile(path, schema, { n: 0 })
      expect(file.problem).toContain('a.json.broken')
      expect(await readFile(path, 'utf8')).toBe(text)
      await file.write({ n: 2 })
      expect(await readFile(`${path}.broken`, 'utf8')).toBe(text)
      expect(openJsonFile(path, schema, { n: 0 })).toMatchObject({ value: { n: 2 }, problem: null })
    },
  )

  it('lets the last of many writes win', async () => {
    const path = join(folder, 'a.json')
    const file = openJsonFile(path, schema, { n: 0 })
    await Promise.all([1, 2, 3, 4].map((n) => file.write({ n })))
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ n: 4 })
  })

  it('is on disk once all writes have settled, also one that nobody waited for', async () => {
    const [one, other] = [join(folder, 'a.json'), join(folder, 'b.json')]
    void openJsonFile(one, schema, { n: 0 }).write({ n: 7 })
    void openJsonFile(other, schema, { n: 0 }).write({ n: 8 })
    await writesSettled()
    expect(JSON.parse(await readFile(one, 'utf8'))).toEqual({ n: 7 })
    expect(JSON.parse(await readFile(other, 'utf8'))).toEqual({ n: 8 })
  })

  it('settles when the disk refuses, too', async () => {
    await writeFile(join(folder, 'no-folder'), '')
    const written = openJsonFile(join(folder, 'no-folder', 'a.json'), schema, { n: 0 }).write({ n: 1 })
    await Promise.all([writesSettled(), expect(written).rejects.toThrow('no-folder')])
  })
})
