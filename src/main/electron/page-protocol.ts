/** `app://console/`: the built page from this process, tiles and files from the core. */
import { app, protocol, type Session } from 'electron'
import { plainAnswer } from '../adapters/http-server-request.ts'
import { staticAnswer } from '../adapters/static-files.ts'
import type { CoreSupervisor } from './core-supervisor.ts'
import { isCoreRequest, isOwnUrl, isRecorderUrl, pageScheme } from './page-url.ts'

/** Before the application is ready, once. */
export function registerPageScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true }
  protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges }])
}

/** Vite, while developing; an installed console never asks one. */
const devServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']

/** A page stays up when the core is down: it is served from here. */
export function servePages(
  session: Pick<Session, 'protocol'>,
  rendererDir: string,
  core: CoreSupervisor,
): void {
  session.protocol.handle(pageScheme, async (request) => {
    if (!isOwnUrl(request.url)) return plainAnswer(404, '没有这个页面。')
    if (isCoreRequest(request.url)) return core.request(request)
    const { pathname } = new URL(request.url)
    return devServer
      ? fetch(new URL(isRecorderUrl(request.url) ? '/recorder.html' : pathname, devServer))
      : staticAnswer(rendererDir, request)
  })
}
