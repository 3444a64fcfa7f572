// Main's events about changes, checkpoints and worktrees, for the stores that show them.
import type { ChangeEvent } from '../../../preload/contract/changes'
import type { CheckpointEvent } from '../../../preload/contract/checkpoints'
import type { WorktreeEvent } from '../../../preload/contract/worktrees'
import { createHub } from '../app/hub'

export const { on: onChangeEvent, tell: tellChange } = createHub<ChangeEvent | CheckpointEvent | WorktreeEvent>()
