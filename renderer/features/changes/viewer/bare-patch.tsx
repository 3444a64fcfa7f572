// A patch of one file without the file's header, for places that have one of their own. A patch that names more than one file keeps
// its headers: none of them may go unseen where a person approves.
import { useMemo } from 'react'
import { headerPx } from './layout'
import { PatchDiff } from './patch-diff'
import { filesOfPatch } from './patch-files'
import type { PatchDiffProps } from './props'

type BarePatchProps = Pick<PatchDiffProps, 'patch' | 'path' | 'kind'> & { height: number }

export function BarePatch({ patch, path, kind, height }: BarePatchProps) {
  const several = useMemo(() => filesOfPatch({ patch, path, kind }).length > 1, [patch, path, kind])
  if (several) return <PatchDiff patch={patch} path={path} kind={kind} height={height} />
  return (
    <div className="overflow-hidden [&_.dv]:rounded-none! [&_.dv]:border-0!">
      {/* The header stays where the list reckons with it, and out of sight. */}
      <div style={{ marginTop: -headerPx }} className="[&_.dv-header]:invisible">
        <PatchDiff patch={patch} path={path} kind={kind} height={height + headerPx} />
      </div>
    </div>
  )
}
