/** One tile of an online layer from its server. */
import type { OnlineSource } from '../../../core/map-packs.ts'
import { readTile, type TileFormat } from './tile-format.ts'
import { flipRow } from './tile-grid.ts'

const answerWithinMs = 8000
const mostBytes = 4 * 1024 * 1024

type Address = Pick<OnlineSource, 'template' | 'key' | 'subdomains'>

export type Fetched =
  | { readonly kind: 'tile'; readonly format: TileFormat; readonly bytes: Uint8Array }
  /** The server has none there. */
  | { readonly kind: 'none' }
  /** The server turns us away: key, quota, too many requests. */
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'unreachable'; readonly code: string }
  /** An answer that is no tile: a page of a network that wants a login, a text of the server. */
  | { readonly kind: 'foreign'; readonly type: string }

export function tileAddress(source: Address, z: number, x: number, y: number): string {
  const hosts = [...source.subdomains.replaceAll(/[\s,]/g, '')]
  const values: Readonly<Record<string, string>> = {
    z: String(z),
    x: String(x),
    y: String(y),
    '-y': String(flipRow(z, y)),
    s: hosts[(x + y) % Math.max(1, hosts.length)] ?? '',
    key: encodeURIComponent(source.key),
  }
  return source.template.replaceAll(
    /\{(-?[a-z]+)\}/g,
    (whole, name: string) => values[name] ?? whole,
  )
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  if (cause instanceof Error && 'code' in cause) return String(cause.code)
  return cause instanceof Error ? cause.name : 'unknown'
}

export async function fetchTile(
  source: Address,
  z: number,
  x: number,
  y: number,
): Promise<Fetched> {
  try {
    const answer = await fetch(tileAddress(source, z, x, y), {
      signal: AbortSignal.timeout(answerWithinMs),
      // Keys for browsers are refused to whoever does not look like one.
      headers: { 'user-agent': 'Mozilla/5.0 (compatible; dispatch-console)' },
    })
    if (answer.status === 404 || answer.status === 204) return { kind: 'none' }
    if (!answer.ok) return { kind: 'refused', status: answer.status }
    const length = Number(answer.headers.get('content-length') ?? 0)
    const bytes = length > mostBytes ? undefined : new Uint8Array(await answer.arrayBuffer())
    const tile = bytes && bytes.length <= mostBytes ? readTile(bytes) : undefined
    if (tile && tile.format !== 'mvt') {
      return { kind: 'tile', format: tile.format, bytes: tile.bytes }
    }
    return { kind: 'foreign', type: answer.headers.get('content-type') ?? '' }
  } catch (error) {
    return { kind: 'unreachable', code: codeOf(error) }
  }
}

/** What came instead of a tile, and what to do; empty where a tile or an honest gap came. */
export function fetchedProblem(fetched: Fetched): string {
  switch (fetched.kind) {
    case 'tile':
    case 'none':
      return ''
    case 'refused':
      return `在线图层的服务器拒绝了请求（${fetched.status}），可能是密钥不对、配额用完或请求太多。请检查密钥，稍后自动再试。`
    case 'unreachable':
      return `连不上在线图层的服务器（${fetched.code}）。请检查网络，稍后自动再试；离线底图不受影响。`
    case 'foreign':
      return '在线图层的服务器回的不是图片瓦片。请检查地址和密钥；上网要先登录的网络也会这样。'
  }
}
