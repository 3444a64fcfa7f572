// Draws resources/icon.png: a deck of three cards, the front one with a prompt. Shapes are distance functions, so edges
// are smooth at any size; the PNG is written by hand, since nothing else here needs an image library.
// Run `node scripts/icon.mjs` after changing it.
import { writeFile } from 'node:fs/promises'
import { crc32, deflateSync } from 'node:zlib'
import { inRoot } from './setup/paths.mjs'

const size = 512

const box = (cx, cy, width, height, radius) => (x, y) => {
  const dx = Math.abs(x - cx) - width / 2 + radius
  const dy = Math.abs(y - cy) - height / 2 + radius
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius
}

const line = (x1, y1, x2, y2, thickness) => (x, y) => {
  const [dx, dy] = [x2 - x1, y2 - y1]
  const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)))
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy) - thickness / 2
}

const either = (left, right) => (x, y) => Math.min(left(x, y), right(x, y))

/** Back to front: a shape and its colour as [red, green, blue]. */
const layers = [
  { shape: box(256, 256, 480, 480, 108), colour: [24, 26, 31] },
  { shape: box(256, 176, 236, 170, 26), colour: [52, 58, 70] },
  { shape: box(256, 220, 284, 190, 28), colour: [78, 88, 108] },
  { shape: box(256, 284, 332, 220, 32), colour: [240, 242, 246] },
  { shape: either(line(156, 244, 204, 284, 22), line(204, 284, 156, 324, 22)), colour: [38, 110, 240] },
  { shape: line(240, 326, 330, 326, 22), colour: [38, 110, 240] },
]

const pixels = () => {
  const rows = Buffer.alloc(size * (size * 4 + 1))
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      let pixel = [0, 0, 0, 0]
      for (const { shape, colour } of layers) {
        const cover = Math.min(1, Math.max(0, 0.5 - shape(x + 0.5, y + 0.5)))
        if (cover === 0) continue
        const alpha = cover + pixel[3] * (1 - cover)
        const mix = (channel) => (colour[channel] * cover + pixel[channel] * pixel[3] * (1 - cover)) / alpha
        pixel = [mix(0), mix(1), mix(2), alpha]
      }
      rows.set([...pixel.slice(0, 3).map(Math.round), Math.round(pixel[3] * 255)], y * (size * 4 + 1) + 1 + x * 4)
    }
  }
  return rows
}

const chunk = (type, data) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

const header = Buffer.alloc(13)
header.writeUInt32BE(size, 0)
header.writeUInt32BE(size, 4)
// 8 bits a channel, colour type 6 (RGB with alpha).
header.set([8, 6, 0, 0, 0], 8)

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const image = Buffer.concat([
  signature,
  chunk('IHDR', header),
  chunk('IDAT', deflateSync(pixels(), { level: 9 })),
  chunk('IEND', Buffer.alloc(0)),
])
await writeFile(inRoot('resources', 'icon.png'), image)
