// The kit's copy button, quiet until its surroundings (`group/copy`) are hovered or it is focused. `gutter` puts it in the
// margin right of them, so that it takes no room from the text; they must then be `relative`.
import { CopyButton as KitCopyButton, cx } from '../../kit'

/** `text` is read only when pressed, so that long outputs are not joined at every render. */
interface CopyButtonProps {
  text: () => string
  label: string
  gutter?: boolean
}

export function CopyButton({ text, label, gutter = false }: CopyButtonProps) {
  return (
    <KitCopyButton
      text={text}
      label={label}
      className={cx(
        'opacity-0 group-hover/copy:opacity-100 focus-visible:opacity-100',
        gutter && 'absolute! top-0.5 left-full',
      )}
    />
  )
}
