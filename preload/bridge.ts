// The names of the two IPC channels, and the type that window.deck has in the page.
export type { DeckBridge } from './contract/bridge'

/** Renderer → main, answered. One channel for all calls: the router tells them apart after it has checked the sender. */
export const callChannel = 'deck:call'
/** Main → renderer, batches of PushEvent. */
export const pushChannel = 'deck:push'
