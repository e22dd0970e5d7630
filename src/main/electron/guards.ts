/** What no page may do, whatever got into it: navigate, open windows, attach views, ask for devices. */
import { app, type Session, type WebContents } from 'electron'
import {
  isDownloadAllowed,
  isPageUrl,
  isPermissionGranted,
  isSoundGranted,
  panelOfUrl,
  type PanelId,
} from './page-url.ts'

export type Refused = (what: string, url: string) => void

function guardContents(
  contents: WebContents,
  openPanel: (panel: PanelId) => void,
  refused: Refused,
): void {
  const stay = (what: string) => (event: { readonly url: string; preventDefault(): void }) => {
    if (isPageUrl(event.url)) return
    event.preventDefault()
    refused(what, event.url)
  }
  contents.on('will-navigate', stay('navigation'))
  contents.on('will-redirect', stay('redirect'))
  contents.on('will-frame-navigate', stay('frame navigation'))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    const panel = panelOfUrl(url)
    if (panel) openPanel(panel)
    else refused('window-open', url)
    // Also a panel is opened by the shell itself, so that nothing of the opener's goes along.
    return { action: 'deny' }
  })
}

/** Every page there will ever be. */
export function guardAllContents(openPanel: (panel: PanelId) => void, refused: Refused): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, openPanel, refused))
}

export function guardSession(session: Session, refused: Refused): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const kinds = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    const granted =
      isPermissionGranted(permission, details.requestingUrl) ||
      isSoundGranted(permission, details.requestingUrl, kinds)
    if (!granted) refused(`permission ${permission}`, details.requestingUrl)
    answer(granted)
  })
  session.setPermissionCheckHandler(
    (_contents, permission, origin, { requestingUrl = '', mediaType = '' }) =>
      isPermissionGranted(permission, origin) ||
      isSoundGranted(permission, requestingUrl, [mediaType]),
  )
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event, download) => {
    if (isDownloadAllowed(download.getURL())) return
    event.preventDefault()
    refused('download', download.getURL())
  })
}
