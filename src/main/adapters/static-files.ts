/** The built renderer as answers to requests, for `app://` and for browser seats. */
import { readFile } from 'node:fs/promises'
import { extname, isAbsolute, join, relative, resolve } from 'node:path'
import { pageWithPolicy, securityHeaders } from './csp.ts'

const typeOf: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wav': 'audio/wav',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

/**
 * The file a URL path names inside `root`, or `undefined` when it names none: outside the
 * folder, a folder itself, hidden, undecodable, or of a kind we do not serve. `/` and
 * `/panel/<name>` are the page, `/recorder` is the recorder's.
 */
export function fileOfPath(root: string, urlPath: string): string | undefined {
  let path: string
  try {
    path = decodeURIComponent(urlPath)
  } catch {
    return undefined
  }
  // A NUL, a backslash or a colon means a different file on some system than the one checked here.
  // oxlint-disable-next-line no-control-regex -- NUL is what is looked for
  if (!path.startsWith('/') || /[\u0000\\:]/.test(path)) return undefined
  if (path === '/' || /^\/panel\/[a-z][a-z0-9-]{0,40}$/.test(path)) path = '/index.html'
  if (path === '/recorder') path = '/recorder.html'
  const inside = relative(root, resolve(root, `.${path}`))
  if (inside === '' || isAbsolute(inside)) return undefined
  if (inside.split(/[/\\]/).some((step) => step.startsWith('.'))) return undefined
  return typeOf[extname(inside).toLowerCase()] === undefined ? undefined : join(root, inside)
}

function textAnswer(status: number, sentence: string): Response {
  return new Response(sentence, {
    status,
    headers: { ...securityHeaders, 'content-type': 'text/plain; charset=utf-8' },
  })
}

/** @param channel the WebSocket origin that goes into the policy of a page. */
export async function staticAnswer(
  root: string,
  request: Request,
  channel?: string,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return textAnswer(405, '只接受读取请求。')
  }
  const file = fileOfPath(root, new URL(request.url).pathname)
  if (!file) return textAnswer(404, '没有这个页面。')
  let bytes: Buffer<ArrayBuffer>
  try {
    bytes = await readFile(file)
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      ['ENOENT', 'EISDIR'].includes(String(error.code))
    ) {
      return textAnswer(404, '没有这个页面。')
    }
    throw error
  }
  return fileAnswer(file, bytes, request.method === 'HEAD', relative(root, file), channel)
}

function fileAnswer(
  file: string,
  bytes: Buffer<ArrayBuffer>,
  headOnly: boolean,
  inside: string,
  channel: string | undefined,
): Response {
  const type = typeOf[extname(file).toLowerCase()] ?? 'application/octet-stream'
  if (type.startsWith('text/html')) {
    const page = pageWithPolicy(bytes.toString('utf8'), {
      channel,
      // The one page that may listen, and to nothing but sound.
      microphone: inside === 'recorder.html',
    })
    const headers = { ...page.headers, 'content-type': type, 'cache-control': 'no-store' }
    return new Response(headOnly ? null : page.html, { headers })
  }
  // Built files under assets/ carry their hash in the name.
  const cache = inside.startsWith('assets') ? 'public, max-age=31536000, immutable' : 'no-cache'
  const headers = { ...securityHeaders, 'content-type': type, 'cache-control': cache }
  return new Response(headOnly ? null : bytes, { headers })
}
