// A folder dropped anywhere on the window becomes a project. Shows that it may be dropped while it hovers.
import { useEffect, useState } from 'react'
import { useProjects } from '../../stores/app/projects'

interface DropFolderProps {
  /** The path of a dropped file or folder; empty when it has none. */
  pathOf: (file: File) => string
}

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
/** The composer takes dropped images itself; what is over it is none of ours. */
const isOurs = (event: DragEvent) => !(event.target instanceof Element && event.target.closest('[data-drop-target]'))

export function DropFolder({ pathOf }: DropFolderProps) {
  const [over, setOver] = useState(false)
  const add = useProjects((state) => state.add)
  useEffect(() => {
    const onOver = (event: DragEvent) => {
      if (!holdsFiles(event) || event.defaultPrevented) return setOver(false)
      event.preventDefault()
      setOver(isOurs(event))
    }
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent) => {
      setOver(false)
      if (!holdsFiles(event) || event.defaultPrevented) return
      // Always: without it the window would open the file in the place of the app.
      event.preventDefault()
      if (!isOurs(event)) return
      const paths = [...(event.dataTransfer?.files ?? [])].map(pathOf).filter((path) => path !== '')
      for (const path of paths) void add(path)
    }
    window.addEventListener('dragover', onOver)
    window.addEventListener('dragleave', onLeave)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragover', onOver)
      window.removeEventListener('dragleave', onLeave)
      window.removeEventListener('drop', onDrop)
    }
  }, [add, pathOf])
  if (!over) return null
  return (
    <div className="pointer-events-none fixed inset-2 z-50 grid place-items-center rounded-lg border-2 border-dashed border-accent bg-scrim">
      <span className="rounded-md bg-raised px-4 py-2 shadow-float">Drop a folder to open it as a project</span>
    </div>
  )
}
