// Menus as data: the same entries open from a button (Menu) or by right click (ContextMenu).
import { ContextMenu as RadixContext, DropdownMenu as RadixMenu } from 'radix-ui'
import type { ComponentType, ReactElement, ReactNode } from 'react'
import { MenuEntries, menuSurface, type MenuEntry, type MenuParts } from './menu-entries'

export type { MenuEntry } from './menu-entries'

interface SubContentProps {
  className?: string
  children?: ReactNode
}

/** A submenu is drawn over everything else, as its menu is: inside of it, it would be cut off. */
function portalled(
  Portal: ComponentType<{ children?: ReactNode }>,
  Content: ComponentType<SubContentProps>,
): ComponentType<SubContentProps> {
  return function Submenu({ className, children }: SubContentProps) {
    return (
      <Portal>
        <Content className={className}>{children}</Content>
      </Portal>
    )
  }
}

const dropdownParts: MenuParts = {
  Item: RadixMenu.Item,
  Label: RadixMenu.Label,
  Separator: RadixMenu.Separator,
  Sub: RadixMenu.Sub,
  SubTrigger: RadixMenu.SubTrigger,
  SubContent: portalled(RadixMenu.Portal, RadixMenu.SubContent),
  RadioGroup: RadixMenu.RadioGroup,
  RadioItem: RadixMenu.RadioItem,
  CheckboxItem: RadixMenu.CheckboxItem,
}
const contextParts: MenuParts = {
  Item: RadixContext.Item,
  Label: RadixContext.Label,
  Separator: RadixContext.Separator,
  Sub: RadixContext.Sub,
  SubTrigger: RadixContext.SubTrigger,
  SubContent: portalled(RadixContext.Portal, RadixContext.SubContent),
  RadioGroup: RadixContext.RadioGroup,
  RadioItem: RadixContext.RadioItem,
  CheckboxItem: RadixContext.CheckboxItem,
}

interface MenuProps {
  /** The button that opens it. Must take a ref. */
  trigger: ReactElement
  /** Read when the menu opens. */
  entries: () => MenuEntry[]
  /** Drawn over the entries, for instance who is signed in. */
  header?: ReactNode
  align?: 'start' | 'end'
  side?: 'top' | 'bottom'
  onOpenChange?: (open: boolean) => void
}

export function Menu({ trigger, entries, header, align = 'start', side = 'bottom', onOpenChange }: MenuProps) {
  return (
    <RadixMenu.Root modal={false} onOpenChange={onOpenChange}>
      <RadixMenu.Trigger asChild>{trigger}</RadixMenu.Trigger>
      <RadixMenu.Portal>
        <RadixMenu.Content className={menuSurface} align={align} side={side} sideOffset={4} collisionPadding={8} loop>
          {header}
          <Lazy entries={entries} parts={dropdownParts} />
        </RadixMenu.Content>
      </RadixMenu.Portal>
    </RadixMenu.Root>
  )
}

/** Opens the entries by right click, or by the menu key, on its one child. */
export function ContextMenu({ entries, children }: { entries: () => MenuEntry[]; children: ReactElement }) {
  return (
    <RadixContext.Root modal={false}>
      <RadixContext.Trigger asChild>{children}</RadixContext.Trigger>
      <RadixContext.Portal>
        <RadixContext.Content className={menuSurface} collisionPadding={8} loop>
          <Lazy entries={entries} parts={contextParts} />
        </RadixContext.Content>
      </RadixContext.Portal>
    </RadixContext.Root>
  )
}

/** Asks for the entries only once the menu is really drawn. */
function Lazy({ entries, parts }: { entries: () => MenuEntry[]; parts: MenuParts }) {
  return <MenuEntries entries={entries()} parts={parts} />
}
