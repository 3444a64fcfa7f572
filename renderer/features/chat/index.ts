// The chat view, for app.tsx to compose.
export { ChatView, type ChatViewProps } from './chat-view'
export { askRewind } from './rewind-act'
