/** What was looked at and not yet taken over: good for half an hour, gone with the console. */
import type { PackLook, PackPlace } from '../../map-packs.ts'
import { newId } from '../../kernel/id.ts'
import type { CoreContext } from '../../module.ts'
import { lastPart } from './file-name.ts'
import type { BasemapPreview } from './contract.ts'
import { tilesUrl } from './shown.ts'

const lifeMs = 30 * 60_000
/** Each holds a file open. */
const most = 8

export interface Preview {
  readonly token: string
  readonly fileName: string
  readonly place: PackPlace
  readonly look: PackLook
  /** Sent by a page: the file lies in the folder of packs. */
  readonly taken: boolean
  readonly until: number
}

export interface Previews {
  add(seen: Pick<Preview, 'fileName' | 'look' | 'taken'> & { readonly path: string }): Preview
  get(token: string): Preview | undefined
  /** It is somebody else's from now on; its file stays. */
  release(token: string): void
  list(): readonly Preview[]
}

export function openPreviews(
  { world: { clock, random }, tiles }: Pick<CoreContext, 'world' | 'tiles'>,
  onChange: () => void,
): Previews {
  const previews = new Map<string, Preview>()
  const forgetOld = () => {
    const now = clock.nowMs()
    for (const [token, { until, taken, place }] of previews) {
      if (until > now && previews.size <= most) continue
      previews.delete(token)
      if (taken) tiles.discard(place.path)
    }
  }
  return {
    add({ fileName, look, taken, path }) {
      const token = newId(clock, random)
      const { container, rows } = look
      const place: PackPlace = { container, path, rows }
      const preview = { token, fileName, place, look, taken, until: clock.nowMs() + lifeMs }
      previews.set(token, preview)
      forgetOld()
      onChange()
      return preview
    },
    get(token) {
      const preview = previews.get(token)
      return preview && preview.until > clock.nowMs() ? preview : undefined
    },
    release(token) {
      previews.delete(token)
    },
    list: () => [...previews.values()],
  }
}

export function shownPreview(preview: Preview, fitsDisk: boolean): BasemapPreview {
  const { token, look } = preview
  return {
    token,
    fileName: lastPart(preview.fileName),
    container: look.container,
    ...look.tiles,
    rows: look.rows,
    rowsSure: look.rowsSure,
    tiles: look.count,
    sizeBytes: look.sizeBytes,
    name: look.name,
    attribution: look.attribution,
    warnings: look.warnings,
    touchesCounty: look.touchesCounty,
    sample: look.sample,
    fitsDisk,
    url: tilesUrl(token, 0),
  }
}
