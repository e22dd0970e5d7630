/**
 * The map as it is seen, on paper: the page composes the picture, this puts it on a sheet with its
 * title. The picture waits in memory between the two; what is printed can be kept like any paper.
 */
import type { DocumentKind } from '../../documents/kind.ts'
import { newId } from '../../kernel/id.ts'
import { beijingDateTime } from '../../kernel/beijing-time.ts'
import { accept, refuse } from '../../kernel/result.ts'
import type { CoreContext } from '../../module.ts'

const keptMs = 5 * 60_000
const mostPictures = 4
/** Inside the margins of an A4 sheet on its side, below the title, in points. */
const room = { widthPt: 728, heightPt: 400 }

export interface MapPicture {
  readonly title: string
  /** Under the title: scale, coordinates, whose base map. */
  readonly caption: string
  readonly png: Uint8Array
  /** Pixels. */
  readonly width: number
  readonly height: number
}

interface Waiting extends MapPicture {
  readonly until: number
}

const waiting = new WeakMap<CoreContext, Map<string, Waiting>>()

function picturesOf(context: CoreContext): Map<string, Waiting> {
  const known = waiting.get(context) ?? new Map<string, Waiting>()
  waiting.set(context, known)
  return known
}

/** Width and height in the head of a PNG; `undefined` where it is none. */
export function pngSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const mark = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  if (bytes.length < 24 || !mark.every((byte, place) => bytes[place] === byte)) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  return width > 0 && height > 0 && width <= 12_000 && height <= 12_000
    ? { width, height }
    : undefined
}

/** Keeps a picture for the print that follows; the token is the document's subject. */
export function keepPicture(
  context: CoreContext,
  picture: Omit<MapPicture, 'width' | 'height'>,
): { readonly token: string } | undefined {
  const size = pngSize(picture.png)
  if (!size) return undefined
  const pictures = picturesOf(context)
  const now = context.world.clock.nowMs()
  for (const [token, { until }] of pictures) {
    if (until < now || pictures.size >= mostPictures) pictures.delete(token)
  }
  const token = newId(context.world.clock, context.world.random)
  pictures.set(token, { ...picture, ...size, until: now + keptMs })
  return { token }
}

const kind: DocumentKind = {
  key: 'map_print',
  number: 0,
  title: '地图',
  formats: ['pdf'],
  // It is printed from the map, where the picture is.
  subjects: () => [],
  compose(context, subject) {
    const picture = picturesOf(context).get(subject)
    if (!picture) return refuse('not-found', undefined)
    const now = context.world.clock.nowMs()
    const { title, caption, png, width, height } = picture
    const scale = Math.min(room.widthPt / width, room.heightPt / height)
    return accept({
      title,
      subtitle: `${caption}　制图时间 ${beijingDateTime(now)}（北京时间）`,
      fileName: title,
      paper: 'A4-landscape',
      status: context.status,
      madeAt: now,
      foot: '',
      blocks: [
        { kind: 'image', png, widthPt: width * scale, heightPt: height * scale, alt: title },
      ],
    })
  },
}

export const documents: readonly DocumentKind[] = [kind]
