// The registry: which view draws which kind of item. Exhaustive over Codex's own union; anything else, and anything whose
// view throws, falls to the generic view, so that nothing is ever dropped.
import { Component, memo, type ReactNode } from 'react'
import { isKnownItem, type Item, type ThreadItem } from '../../../stores/threads/model'
import { useRequests } from '../../../stores/app/requests'
import { AgentMessage } from './agent-message'
import { CollabAgentToolCall, SubAgentActivity } from './agents'
import { CommandExecution } from './command'
import { DynamicToolCall, FunctionCallOutput } from './dynamic-tool-call'
import { FileChange } from './file-change'
import { GenericItem } from './generic-item'
import { ImageGeneration, ImageView } from './images'
import type { ItemContext } from './item-view'
import { ContextCompaction, HookPrompt, Sleep } from './marks'
import { McpToolCall } from './mcp-tool-call'
import { PlanItem } from './plan'
import { Reasoning } from './reasoning'
import { EnteredReviewMode, ExitedReviewMode } from './review'
import { UserMessage } from './user-message'
import { WebSearch } from './web-search'

/** Draws one item. Memoised: a finished item keeps its identity and is not drawn again. */
export const ItemView = memo(function ItemView({ item, ...given }: Omit<ItemContext, 'asked'> & { item: Item }) {
  const asked = useRequests(
    ({ requests }) =>
      given.live && requests.some((request) => request.threadId === given.threadId && request.itemId === item.id),
  )
  const context = { ...given, asked }
  return (
    <div data-testid="item" data-item-type={item.type} data-item-id={item.id} data-live={context.live}>
      <DrawnOrRaw item={item}>
        {isKnownItem(item) ? <KnownItem item={item} {...context} /> : <GenericItem item={item} />}
      </DrawnOrRaw>
    </div>
  )
})

function KnownItem({ item, ...context }: ItemContext & { item: ThreadItem }) {
  switch (item.type) {
    case 'userMessage':
      return <UserMessage item={item} {...context} />
    case 'hookPrompt':
      return <HookPrompt item={item} {...context} />
    case 'agentMessage':
      return <AgentMessage item={item} {...context} />
    case 'functionCallOutput':
      return <FunctionCallOutput item={item} {...context} />
    case 'plan':
      return <PlanItem item={item} {...context} />
    case 'reasoning':
      return <Reasoning item={item} {...context} />
    case 'commandExecution':
      return <CommandExecution item={item} {...context} />
    case 'fileChange':
      return <FileChange item={item} {...context} />
    case 'mcpToolCall':
      return <McpToolCall item={item} {...context} />
    case 'dynamicToolCall':
      return <DynamicToolCall item={item} {...context} />
    case 'collabAgentToolCall':
      return <CollabAgentToolCall item={item} {...context} />
    case 'subAgentActivity':
      return <SubAgentActivity item={item} {...context} />
    case 'webSearch':
      return <WebSearch item={item} {...context} />
    case 'imageView':
      return <ImageView item={item} {...context} />
    case 'sleep':
      return <Sleep item={item} {...context} />
    case 'imageGeneration':
      return <ImageGeneration item={item} {...context} />
    case 'enteredReviewMode':
      return <EnteredReviewMode item={item} {...context} />
    case 'exitedReviewMode':
      return <ExitedReviewMode item={item} {...context} />
    case 'contextCompaction':
      return <ContextCompaction item={item} {...context} />
    default:
      item satisfies never
      return null
  }
}

interface BoundaryProps {
  item: Item
  children: ReactNode
}

interface BoundaryState {
  item: Item
  problem: string
}

/** Shows the raw form of an item whose view throws; tries the view again when the item changes. */
class DrawnOrRaw extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { item: this.props.item, problem: '' }

  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    const words = error instanceof Error ? error.message : String(error)
    return { problem: words === '' ? 'no reason given' : words }
  }

  static getDerivedStateFromProps(props: BoundaryProps, state: BoundaryState): BoundaryState | null {
    return props.item === state.item ? null : { item: props.item, problem: '' }
  }

  override render(): ReactNode {
    const { item, problem } = this.state
    return problem === '' ? this.props.children : <GenericItem item={item} problem={problem} />
  }
}
