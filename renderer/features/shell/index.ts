// The frame of the window: columns, sidebar, rail, banners, shortcuts, theme.
export { Frame } from './frame'
export { Rail } from './rail'
export { ServerBanner } from './server-banner'
export { goToRequest, shortcuts, useShortcuts } from './shortcuts'
export { Sidebar } from './sidebar'
export { useTheme } from './use-theme'
export { useUsable } from './use-usable'
