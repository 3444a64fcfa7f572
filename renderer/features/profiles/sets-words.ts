// What a profile sets, in a line. Pure.
import type { Profile } from '../../../preload/contract/workings'
import { drawLine } from '../../text/visible-text'

const mostNamed = 6

/** "Sets model, features." */
export function setsWords({ keys }: Pick<Profile, 'keys'>): string {
  if (keys.length === 0) return 'Sets nothing'
  const more = keys.length - mostNamed
  return `Sets ${drawLine(keys.slice(0, mostNamed).join(', '))}${more > 0 ? ` and ${more} more` : ''}`
}
