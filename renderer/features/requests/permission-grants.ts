// What item/permissions/requestApproval asks for, as lines to tick, and back into what is granted. Pure.
import type { AdditionalFileSystemPermissions } from '@protocol/v2/AdditionalFileSystemPermissions'
import type { FileSystemSandboxEntry } from '@protocol/v2/FileSystemSandboxEntry'
import type { GrantedPermissionProfile } from '@protocol/v2/GrantedPermissionProfile'
import { fields, listIn, numberIn, textIn } from '../../stores/threads/decode'

type Grant =
  | { kind: 'network' }
  | { kind: 'read' | 'write'; path: string }
  | { kind: 'entry'; entry: FileSystemSandboxEntry; access: string }

export interface GrantLine {
  id: string
  /** "Read", "Write", "Network"… */
  label: string
  /** The path or pattern; untrusted text. Null for the network. */
  subject: string | null
  grant: Grant
}

const accessLabels: Record<string, string> = { read: 'Read', write: 'Write', deny: 'Deny' }

function pathWords(path: unknown): string {
  const read = fields(path)
  if (read['type'] === 'path') return textIn(read, 'path') ?? ''
  if (read['type'] === 'glob_pattern') return textIn(read, 'pattern') ?? ''
  const special = fields(read['value'])
  const below = textIn(special, 'subpath')
  const names: Record<string, string> = {
    root: 'the whole disk (/)',
    minimal: 'the minimal system folders',
    project_roots: 'the project folder',
    tmpdir: 'the temporary folder',
    slash_tmp: '/tmp',
  }
  const kind = textIn(special, 'kind') ?? ''
  const name = names[kind] ?? textIn(special, 'path') ?? JSON.stringify(path)
  return below ? `${name}: ${below}` : name
}

/** The permissions asked for, one line each. Reads the `permissions` of the request, or of a command's additionalPermissions. */
export function grantLines(permissions: unknown): GrantLine[] {
  const read = fields(permissions)
  const lines: GrantLine[] = []
  if (fields(read['network'])['enabled'] === true) {
    lines.push({ id: 'network', label: 'Network', subject: null, grant: { kind: 'network' } })
  }
  const files = fields(read['fileSystem'])
  const entries = listIn(files, 'entries')
  for (const [index, value] of entries.entries()) {
    const access = textIn(fields(value), 'access') ?? 'read'
    lines.push({
      id: `entry:${index}`,
      label: accessLabels[access] ?? access,
      subject: pathWords(fields(value)['path']),
      // Goes back to Codex as it came: the one parsed boundary of an entry.
      grant: { kind: 'entry', entry: value as FileSystemSandboxEntry, access },
    })
  }
  // `read` and `write` are the older spelling of the same; where entries are given they would only repeat them.
  if (entries.length === 0) {
    for (const kind of ['read', 'write'] as const) {
      for (const path of listIn(files, kind)) {
        if (typeof path !== 'string') continue
        lines.push({
          id: `${kind}:${path}`,
          label: kind === 'read' ? 'Read' : 'Write',
          subject: path,
          grant: { kind, path },
        })
      }
    }
  }
  return lines
}

/** True for a line that takes something away. It can't be left out. */
export function denies(line: GrantLine): boolean {
  return line.grant.kind === 'entry' && line.grant.access === 'deny'
}

/** The profile that grants exactly the ticked lines. Nothing ticked gives an empty one, which grants nothing. */
export function grantedProfile(permissions: unknown, ticked: ReadonlySet<string>): GrantedPermissionProfile {
  // What is denied within the rest goes along always: leaving it out would grant more than was asked for.
  const grants = grantLines(permissions).flatMap((line) => (ticked.has(line.id) || denies(line) ? [line.grant] : []))
  const profile: GrantedPermissionProfile = {}
  if (grants.some((grant) => grant.kind === 'network')) profile.network = { enabled: true }
  const read = grants.flatMap((grant) => (grant.kind === 'read' ? [grant.path] : []))
  const write = grants.flatMap((grant) => (grant.kind === 'write' ? [grant.path] : []))
  const entries = grants.flatMap((grant) => (grant.kind === 'entry' ? [grant.entry] : []))
  if (entries.some((entry) => entry.access !== 'deny')) {
    const depth = numberIn(fields(fields(permissions)['fileSystem']), 'globScanMaxDepth')
    const files: AdditionalFileSystemPermissions = { read: null, write: null, entries }
    profile.fileSystem = depth === null ? files : { ...files, globScanMaxDepth: depth }
  } else if (read.length > 0 || write.length > 0) {
    profile.fileSystem = { read: read.length > 0 ? read : null, write: write.length > 0 ? write : null }
  }
  return profile
}
