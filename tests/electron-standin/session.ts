/** The default session: answers of the shell's protocol handler, permissions, downloads. */
import { EventEmitter } from 'node:events'
import type { Route } from '@playwright/test'
import { context } from './browser.ts'
import { contentsOf } from './contents.ts'
import { notImplemented } from './control.ts'
import { browserOrigin, toShell } from './urls.ts'

type Handler = Parameters<Electron.Protocol['handle']>[1]
type Members = Pick<
  Electron.Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
>

let handler: Handler | undefined
let registered = false

/** Electron's names beside Chromium's: what the shell grants by name is granted for real. */
const permissionNames = [
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['clipboard-read', 'clipboard-read'],
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['midi', 'midi'],
] as const

class StandinSession extends EventEmitter implements Members {
  readonly protocol = {
    handle(scheme: string, answer: Handler) {
      if (scheme !== 'app' || !registered) notImplemented(`the protocol ${scheme}`)
      handler = answer
    },
  }
  setPermissionRequestHandler(
    ..._given: Parameters<Electron.Session['setPermissionRequestHandler']>
  ): void {
    // Chromium answers from the table below without asking: see README.
  }
  setPermissionCheckHandler(
    ...[check]: Parameters<Electron.Session['setPermissionCheckHandler']>
  ): void {
    type Check = (contents: null, permission: string, origin: string, details: object) => boolean
    const granted = permissionNames
      .filter(([name]) => (check as Check | null)?.(null, name, 'app://console/', {}) ?? false)
      .map(([, name]) => name)
    void context.grantPermissions(granted, { origin: browserOrigin })
  }
  setDevicePermissionHandler(
    ..._given: Parameters<Electron.Session['setDevicePermissionHandler']>
  ): void {
    // Chromium in this mode has no device chooser: devices are refused anyway.
  }
}

export const session = { defaultSession: new StandinSession() }

export const protocol = {
  registerSchemesAsPrivileged(
    ...[schemes]: Parameters<Electron.Protocol['registerSchemesAsPrivileged']>
  ): void {
    registered = schemes.some(
      ({ scheme, privileges }) => scheme === 'app' && privileges?.standard && privileges.secure,
    )
  },
}

async function answer(route: Route): Promise<void> {
  const request = route.request()
  const page = request.frame().page()
  const contents = contentsOf(page)
  if (!contents) return route.abort('blockedbyclient')
  if (request.isNavigationRequest()) {
    const isMainFrame = request.frame() === page.mainFrame()
    if (!contents.mayNavigate(request.url(), isMainFrame)) return route.abort('aborted')
  }
  if (!request.url().startsWith(`${browserOrigin}/`) || !handler)
    return route.abort('internetdisconnected')
  const body = request.postDataBuffer()
  const asked = new Request(toShell(request.url()), {
    method: request.method(),
    headers: await request.allHeaders(),
    ...(body ? { body: new Uint8Array(body) } : {}),
  })
  const given = await handler(asked)
  await route.fulfill({
    status: given.status,
    headers: Object.fromEntries(given.headers),
    body: Buffer.from(await given.arrayBuffer()),
  })
}

await context.route('**/*', (route) =>
  // A request of a page that is closing has no frame any more.
  answer(route).catch(() => route.abort().catch(() => undefined)),
)
context.on('page', (page) =>
  page.on('download', (download) => {
    let prevented = false
    const event = { preventDefault: () => void (prevented = true) }
    session.defaultSession.emit('will-download', event, { getURL: () => toShell(download.url()) })
    if (prevented) void download.cancel()
  }),
)
