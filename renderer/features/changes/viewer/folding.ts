// Which files start folded: what nobody reads line by line. Pure.
import type { ViewFile } from '../../../../preload/contract/changes'

/** More changed lines than this are folded at first. */
const manyLines = 1_500

const lockFiles = new Set([
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'bun.lockb',
  'deno.lock',
  'cargo.lock',
  'gemfile.lock',
  'composer.lock',
  'poetry.lock',
  'pdm.lock',
  'uv.lock',
  'pipfile.lock',
  'go.sum',
  'flake.lock',
  'mix.lock',
  'pubspec.lock',
  'podfile.lock',
  'packages.lock.json',
])
const generated =
  /(?:\.min\.(?:js|css|mjs)|\.(?:js|css|mjs)\.map|\.pb\.(?:go|cc|h)|_pb2(?:_grpc)?\.pyi?|\.g\.dart|\.designer\.cs)$/i
const generatedFolder = /(?:^|\/)(?:node_modules|vendor|__snapshots__|\.yarn)\//

/** Why a file starts folded, in words for its header; null when it is open. */
export function foldedBecause(file: ViewFile): string | null {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1).toLowerCase()
  if (file.form === 'huge') return 'very large'
  if (lockFiles.has(name)) return 'lock file'
  if (generated.test(name) || generatedFolder.test(file.path)) return 'generated'
  if (file.status === 'deleted') return 'deleted'
  if (file.added + file.removed > manyLines) return 'large'
  return null
}
