// A SKILL.md as it is.
import { useCallback } from 'react'
import { useSkills } from '../../stores/config/skills'
import { TextDialog } from './text-dialog'

interface SkillDialogProps {
  projectId: string
  path: string
  title: string
  onClose: () => void
}

export function SkillDialog({ projectId, path, title, onClose }: SkillDialogProps) {
  const readSkill = useSkills((state) => state.read)
  const reveal = useSkills((state) => state.reveal)
  const read = useCallback((file: string) => readSkill(projectId, file), [readSkill, projectId])
  return (
    <TextDialog
      title={title}
      path={path}
      testId="skill-dialog"
      read={read}
      onReveal={() => void reveal(projectId, path)}
      onClose={onClose}
    />
  )
}
