/** Which URLs are the console's own. Every decision is made on a parsed URL, never on its text. */

export const pageScheme = 'app'
export const pageHost = 'console'
export const pageOrigin = `${pageScheme}://${pageHost}`
export const mainPage = `${pageOrigin}/`

/** Panels that may be torn off into a window of their own. */
export const panelIds = ['map', 'log', 'incidents', 'units', 'traffic', 'wall'] as const
export type PanelId = (typeof panelIds)[number]

function parse(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined
}

/** Of our scheme and host, without credentials or a port; nothing is said about the path. */
export function isOwnUrl(url: string): boolean {
  const parsed = parse(url)
  return (
    parsed !== undefined &&
    parsed.protocol === `${pageScheme}:` &&
    parsed.host === pageHost &&
    parsed.username === '' &&
    parsed.password === ''
  )
}

/** The panel a `window.open` asks for; `undefined` refuses it. */
export function panelOfUrl(url: string): PanelId | undefined {
  const parsed = parse(url)
  if (!parsed || !isOwnUrl(url) || parsed.search !== '' || parsed.hash !== '') return undefined
  return panelIds.find((id) => parsed.pathname === `/panel/${id}`)
}

/** The hidden page that records the radio lines. */
export const recorderPage = `${pageOrigin}/recorder`

export function isRecorderUrl(url: string): boolean {
  const parsed = parse(url)
  if (!parsed || !isOwnUrl(url) || parsed.search !== '' || parsed.hash !== '') return false
  return parsed.pathname === '/recorder'
}

/** Where a window may be: the main page, a panel, the recorder. Anything else is a navigation we refuse. */
export function isPageUrl(url: string): boolean {
  const isMain = isOwnUrl(url) && parse(url)?.pathname === '/'
  return isMain || panelOfUrl(url) !== undefined || isRecorderUrl(url)
}

/** Answered by the core host; every other path is a file of the built page. */
export function isCoreRequest(url: string): boolean {
  const path = parse(url)?.pathname ?? ''
  return path.startsWith('/tiles/') || path.startsWith('/files/')
}

/** What a page of ours may use; serial ports stay in the core process, so even Web Serial is refused. */
const grantedPermissions: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'fullscreen'])

export function isPermissionGranted(permission: string, requestingUrl: string): boolean {
  return grantedPermissions.has(permission) && isOwnUrl(requestingUrl)
}

/**
 * The one device permission there is: sound in, for the recorder page, and only where nothing
 * else (a camera) is asked for with it.
 */
export function isSoundGranted(
  permission: string,
  requestingUrl: string,
  kinds: readonly string[],
): boolean {
  const onlySound = kinds.length > 0 && kinds.every((kind) => kind === 'audio')
  return permission === 'media' && onlySound && isRecorderUrl(requestingUrl)
}

/** A page may save what it made or what the core hands out, nothing from elsewhere. */
export function isDownloadAllowed(url: string): boolean {
  return isOwnUrl(url) || (url.startsWith('blob:') && isOwnUrl(url.slice('blob:'.length)))
}

/** Only the top frame of one of our pages gets a port; an empty or foreign origin never does. */
export function mayHavePort(
  frame: { readonly url: string; readonly parent: unknown } | null,
): boolean {
  return frame !== null && frame.parent === null && isPageUrl(frame.url)
}
