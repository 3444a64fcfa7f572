// The name of the folder that a worktree gets. Pure.

/** A folder's name that every system takes, from a branch's; `id` keeps it apart from all others, also from later ones. */
export function folderName(branch: string, id: string): string {
  const words = branch
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '')
  // Windows takes no folder of a device's name; with something behind it, it does.
  return `${words || 'worktree'}-${id.slice(0, 6)}`
}
