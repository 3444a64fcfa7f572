// The lists of chats in the sidebar.
export { ThreadList } from './thread-list'
