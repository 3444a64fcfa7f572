// What the page may not do, whatever it shows: no permissions but clipboard writing, no navigation, no new windows, no
// webviews, no downloads. Set on the session and on every web contents, so a later window can't forget it.
import { app, type Session, type WebContents } from 'electron'
import { openLink } from './links'

/** Copying text is the only permission that the app uses. */
const allowedPermissions = new Set(['clipboard-sanitized-write'])

function lockContents(contents: WebContents, mayNavigateTo: (url: string) => boolean): void {
  contents.on('will-navigate', (event) => {
    if (!mayNavigateTo(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!mayNavigateTo(event.url)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !mayNavigateTo(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    // The same policy as links/open: the CVEs of others came from a second door with a laxer lock.
    void openLink(url)
    return { action: 'deny' }
  })
}

/** Locks down the session and all web contents, present and future. `mayNavigateTo` names the app's own page. */
export function lockDown(session: Session, mayNavigateTo: (url: string) => boolean): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(allowedPermissions.has(permission)))
  session.setPermissionCheckHandler((_contents, permission) => allowedPermissions.has(permission))
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
  app.on('web-contents-created', (_event, contents) => lockContents(contents, mayNavigateTo))
}
