// The inspector with the token use of the chat in view in its second tab: two features put together.
import { Inspector } from './features/inspector'
import { ThreadUsage } from './features/usage'

export function InspectorSlot() {
  return <Inspector usage={(projectId, threadId) => <ThreadUsage projectId={projectId} threadId={threadId} />} />
}
