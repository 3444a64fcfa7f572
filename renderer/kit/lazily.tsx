// A component whose code is loaded when it is first drawn, without Suspense: React holds back what is ready within 300 ms of a
// fallback (its throttle), which a chunk on the same disk never needs.
import { useEffect, useState, type ComponentType } from 'react'
import { Button } from './button'
import { EmptyState } from './empty-state'
import { Spinner } from './spinner'

/** `words` say what is awaited, for the rare case that it takes long. */
export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  words: string,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null
  return function Lazily(props: Props) {
    const [Body, setBody] = useState(() => loaded)
    const [failed, setFailed] = useState(false)
    useEffect(() => {
      if (Body !== null || failed) return
      let left = false
      load().then(
        (component) => {
          loaded = component
          if (!left) setBody(() => component)
        },
        () => !left && setFailed(true),
      )
      return () => {
        left = true
      }
    }, [Body, failed])
    if (Body !== null) return <Body {...props} />
    if (failed)
      return (
        <EmptyState
          title="This part of the app could not be loaded"
          action={<Button onClick={() => setFailed(false)}>Try again</Button>}
        />
      )
    return <Spinner label={words} />
  }
}
