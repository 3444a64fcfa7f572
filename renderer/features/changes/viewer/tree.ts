// Files as a tree: folders that hold but one folder are joined with it, files stay in the order they come in. Pure.
import type { ViewFile } from '../../../../preload/contract/changes'

export type TreeNode =
  | {
      kind: 'folder'
      /** Its path with a slash at the end; the same from one build to the next. */
      key: string
      /** What is drawn: "src/parser", several folders joined. */
      name: string
      depth: number
      open: boolean
      files: number
      added: number
      removed: number
      viewed: number
    }
  | { kind: 'file'; key: string; name: string; depth: number; file: ViewFile }

export interface TreeOptions {
  flat: boolean
  /** Folders that were shut, by key. */
  shut: ReadonlySet<string>
  viewed: ReadonlySet<string>
  /** Words that a path has to hold; while there are any, every folder is open. */
  filter: string
}

interface Folder {
  path: string
  children: Map<string, Folder | ViewFile>
  files: number
  added: number
  removed: number
  viewed: number
}

const emptyFolder = (path: string): Folder => ({ path, children: new Map(), files: 0, added: 0, removed: 0, viewed: 0 })

/** Files whose path holds all words of a filter, in any case. */
export function filtered(files: readonly ViewFile[], filter: string): readonly ViewFile[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return files
  return files.filter(({ path, oldPath }) => {
    const text = `${path}\n${oldPath ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** The tree as the list of nodes that are to be drawn. */
export function treeNodes(files: readonly ViewFile[], options: TreeOptions): TreeNode[] {
  const shown = filtered(files, options.filter)
  if (options.flat) return shown.map((file) => ({ kind: 'file', key: file.id, name: file.path, depth: 0, file }))
  const root = emptyFolder('')
  for (const file of shown) put(root, file, options.viewed.has(file.id))
  const nodes: TreeNode[] = []
  list(root, 0, options, nodes)
  return nodes
}

function put(root: Folder, file: ViewFile, viewed: boolean): void {
  let folder = root
  const parts = file.path.split('/')
  const name = parts.pop() ?? ''
  count(folder, file, viewed)
  for (const part of parts) {
    // A folder and a file may have one name (a file that became a folder): they are told apart by the slash.
    const key = `${part}/`
    const known = folder.children.get(key)
    let next: Folder
    if (known !== undefined && 'children' in known) next = known
    else {
      next = emptyFolder(`${folder.path}${part}/`)
      folder.children.set(key, next)
    }
    folder = next
    count(folder, file, viewed)
  }
  // Two files may be drawn alike (bytes that are no text): both are there.
  folder.children.set(`${name}\0${file.id}`, file)
}

function count(folder: Folder, file: ViewFile, viewed: boolean): void {
  folder.files += 1
  folder.added += file.added
  folder.removed += file.removed
  if (viewed) folder.viewed += 1
}

function list(root: Folder, depth: number, options: TreeOptions, nodes: TreeNode[]): void {
  // No recursion: a hostile path may be thousands of folders deep.
  const open: { children: Iterator<Folder | ViewFile>; depth: number }[] = [{ children: root.children.values(), depth }]
  for (let level = open.at(-1); level !== undefined; level = open.at(-1)) {
    const next = level.children.next()
    if (next.done) {
      open.pop()
      continue
    }
    const child = next.value
    if (!('children' in child)) {
      const name = child.path.slice(child.path.lastIndexOf('/') + 1)
      nodes.push({ kind: 'file', key: child.id, name, depth: level.depth, file: child })
      continue
    }
    const folder = joined(child)
    const isOpen = options.filter.trim() !== '' || !options.shut.has(folder.path)
    const { path: key, files, added, removed, viewed } = folder
    // The name of what was joined: from where this child begins.
    const name = key.slice(child.path.lastIndexOf('/', child.path.length - 2) + 1, -1)
    nodes.push({ kind: 'folder', key, name, depth: level.depth, open: isOpen, files, added, removed, viewed })
    if (isOpen) open.push({ children: folder.children.values(), depth: level.depth + 1 })
  }
}

/** Down to the first folder that holds more than one folder. */
function joined(folder: Folder): Folder {
  let at = folder
  while (at.children.size === 1) {
    const [only] = at.children.values()
    if (only === undefined || !('children' in only)) break
    at = only
  }
  return at
}

/** The next node from `from` on whose name begins with what was typed, around the end; -1 when none does. */
export function typedAhead(nodes: readonly TreeNode[], from: number, typed: string): number {
  const wanted = typed.toLowerCase()
  for (let step = 0; step < nodes.length; step += 1) {
    const place = (Math.max(0, from) + step) % nodes.length
    const node = nodes[place]
    const name = node?.kind === 'file' ? node.name.slice(node.name.lastIndexOf('/') + 1) : node?.name
    if (name?.toLowerCase().startsWith(wanted)) return place
  }
  return -1
}

/** The node that holds this one; itself when none does. */
export function parentOf(nodes: readonly TreeNode[], place: number): number {
  const depth = nodes[place]?.depth ?? 0
  for (let at = place - 1; at >= 0; at -= 1) if ((nodes[at]?.depth ?? 0) < depth) return at
  return place
}
