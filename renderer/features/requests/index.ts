// The request inbox: cards for what Codex asks, in place or all together.
export { Inbox } from './inbox'
export { RequestCard } from './request-card'
