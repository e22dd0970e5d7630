/** Online layers: a template and a key; never needed, and nothing of them kept without permission. */
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { OnlineSource, OnlineTrial } from '../../map-packs.ts'
import type { CoreContext, Seat } from '../../module.ts'
import { requireRight } from '../../seat-log.ts'
import { basemapDesk } from './desk.ts'
import { note } from './note.ts'
import { storeBasemap } from './store.ts'
import type { BasemapDatum } from './words.ts'

export interface OnlineOrder {
  readonly name: string
  readonly template: string
  readonly key: string
  readonly subdomains: string
  readonly datum: BasemapDatum
  readonly minZoom: number
  readonly maxZoom: number
  readonly tileSize: 256 | 512
  readonly source: string
  readonly approvalNumber: string
  readonly attribution: string
  readonly permission: string
  readonly keepTiles: boolean
}

const web = /^https?:\/\/[^\s/{]*(\{s\})?[^\s/]*\//i
/** Tiles in degrees: `vec_c`, `TILEMATRIXSET=c`. */
const degreeGrid = /\/(vec|cva|img|cia|ter|cta|ibo)_c\b|tilematrixset=c\b/i

/** Why an address cannot be used, as a sentence; `undefined`: it can. */
export function addressProblem({
  template,
  subdomains,
  minZoom,
  maxZoom,
}: Pick<OnlineOrder, 'template' | 'subdomains' | 'minZoom' | 'maxZoom'>): string | undefined {
  if (!web.test(template.trim())) return '地址须以 http:// 或 https:// 开头。'
  const holes = new Set([...template.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name))
  if (!holes.has('z') || !holes.has('x') || !(holes.has('y') || holes.has('-y'))) {
    return '地址里须有 {z}、{x}、{y}（自南向北编号的用 {-y}）。'
  }
  const unknown = [...holes].find((name) => !['z', 'x', 'y', '-y', 's', 'key'].includes(name ?? ''))
  if (unknown !== undefined) return `不认识地址里的 {${unknown}}；密钥写作 {key}，子域名写作 {s}。`
  if (holes.has('s') && subdomains.trim() === '')
    return '地址里有 {s}，请填写子域名，例如 01234567。'
  if (degreeGrid.test(template)) {
    return '这是天地图经纬度（_c）切片，和本台的墨卡托切片不是一种分块。请改用 _w（TILEMATRIXSET=w）的地址。'
  }
  if (/bdimg|map\.baidu/i.test(template)) return '百度地图的瓦片分块和坐标都不相同，本台不支持。'
  return minZoom > maxZoom ? '最小级别不能大于最大级别。' : undefined
}

function sourceOf(id: string, order: OnlineOrder): OnlineSource {
  const { key, subdomains, minZoom, maxZoom, keepTiles } = order
  const template = order.template.trim()
  return { id, kind: 'online', template, key, subdomains, minZoom, maxZoom, keepTiles }
}

/** The tile that holds a point. */
function tileAt({ lat, lon }: { readonly lat: number; readonly lon: number }, z: number) {
  const sine = Math.sin((lat * Math.PI) / 180)
  const x = Math.floor(((lon + 180) / 360) * 2 ** z)
  const y = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** z)
  return { z, x, y }
}

type BadAddress = Refusal<'bad-address', string>

export async function tryOnline(
  context: CoreContext,
  seat: Seat,
  order: OnlineOrder,
): Promise<Result<OnlineTrial, BadAddress>> {
  requireRight(seat, 'map.configure')
  const problem = addressProblem(order)
  if (problem !== undefined) return refuse('bad-address', problem)
  const { mapView } = context.county.county
  const zoom = Math.min(order.maxZoom, Math.max(order.minZoom, 12))
  const id = newId(context.world.clock, context.world.random)
  return accept(await context.tiles.tryOnline(sourceOf(id, order), tileAt(mapView, zoom)))
}

const wholeWorld = { west: -180, south: -85.0511, east: 180, north: 85.0511 }

export function addOnline(
  context: CoreContext,
  seat: Seat,
  order: OnlineOrder,
): Result<string, BadAddress | Refusal<'no-permission'>> {
  const { name: by } = requireRight(seat, 'map.configure')
  const problem = addressProblem(order)
  if (problem !== undefined) return refuse('bad-address', problem)
  const permission = order.permission.trim()
  if (order.keepTiles && permission === '') return refuse('no-permission')
  const { clock, random } = context.world
  const id = newId(clock, random)
  const name = order.name.trim()
  const kept = order.keepTiles ? `，允许缓存：${permission}` : '，不缓存'
  note(context, seat, `在线图层「${name}」已添加（${by}），来源：${order.source.trim()}${kept}`)
  const { template, key, subdomains, keepTiles } = order
  storeBasemap(context.local, {
    id,
    name,
    tiles: {
      kind: 'raster',
      format: 'png',
      schema: null,
      layers: [],
      minZoom: order.minZoom,
      maxZoom: order.maxZoom,
      tileSize: order.tileSize,
      bounds: wholeWorld,
    },
    from: { kind: 'online', template: template.trim(), key: key.trim(), subdomains, keepTiles },
    datum: order.datum,
    opacity: 1,
    visible: true,
    attribution: order.attribution.trim(),
    approvalNumber: order.approvalNumber.trim(),
    source: order.source.trim(),
    permission,
    addedAt: clock.nowMs(),
    addedBy: by,
  })
  basemapDesk(context).changed(id)
  return accept(id)
}
