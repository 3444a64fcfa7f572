// What really happened in a thread, event by event.
export { Inspector } from './inspector'
