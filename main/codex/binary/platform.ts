// The platforms that Codex ships for and how each party calls them: our label (folders in codex-bin), the Rust target
// triple (folder in the npm tarball), the npm package. Twin of the table in scripts/pin-codex.mjs.
import { CodexError } from '../errors'

export const platformLabels = [
  'linux-x64',
  'linux-arm64',
  'darwin-x64',
  'darwin-arm64',
  'windows-x64',
  'windows-arm64',
] as const

export type PlatformLabel = (typeof platformLabels)[number]

export interface PlatformNames {
  readonly label: PlatformLabel
  readonly triple: string
  /** The optional dependency of @openai/codex that carries the binary. */
  readonly npmPackage: string
  readonly exeSuffix: '' | '.exe'
}

const triples: Record<PlatformLabel, string> = {
  'linux-x64': 'x86_64-unknown-linux-musl',
  'linux-arm64': 'aarch64-unknown-linux-musl',
  'darwin-x64': 'x86_64-apple-darwin',
  'darwin-arm64': 'aarch64-apple-darwin',
  'windows-x64': 'x86_64-pc-windows-msvc',
  'windows-arm64': 'aarch64-pc-windows-msvc',
}

export function isPlatformLabel(value: string): value is PlatformLabel {
  return platformLabels.some((label) => label === value)
}

/** All names of one platform. */
export function platformNames(label: PlatformLabel): PlatformNames {
  const onWindows = label.startsWith('windows-')
  return {
    label,
    triple: triples[label],
    npmPackage: `@openai/codex-${label.replace('windows-', 'win32-')}`,
    exeSuffix: onWindows ? '.exe' : '',
  }
}

/** The label for what Node calls `platform` and `arch`; `platform-unsupported` where Codex has no build. */
export function currentPlatform(platform: string = process.platform, arch: string = process.arch): PlatformLabel {
  const label = `${platform === 'win32' ? 'windows' : platform}-${arch}`
  if (isPlatformLabel(label)) return label
  throw new CodexError(
    'platform-unsupported',
    `Codex has no build for ${label}. It runs on ${platformLabels.join(', ')}.`,
  )
}
