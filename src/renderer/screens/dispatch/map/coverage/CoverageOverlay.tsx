import { useEffect } from 'react'
import type { CoverageShown } from '../../../../../core/modules/terrain/contract.ts'
import { CanvasLayer, placeOn, type CanvasView } from '../../../../map/canvas-layer.ts'
import { useLayout } from '../../../../ui/layout-store.ts'
import { useMapDesk } from '../desk.ts'
import { useCoverages } from './coverage-queries.ts'
import { tokenColour } from '../../../../map/token-colour.ts'

type Seen = NonNullable<CoverageShown['seen']>

/** A picture of the cells that are seen, a pixel each. */
function pictureOf(seen: Seen, colour: string): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = seen.columns
  canvas.height = seen.rows
  const context = canvas.getContext('2d')
  if (!context) return canvas
  context.fillStyle = colour
  context.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
  const image = context.createImageData(seen.columns, seen.rows)
  const bytes = Uint8Array.from(atob(seen.bits.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
    c.charCodeAt(0),
  )
  for (let i = 0; i < seen.columns * seen.rows; i++) {
    if (((bytes[i >> 3] ?? 0) & (0x80 >> (i & 7))) === 0) continue
    image.data.set([red, green, blue, 90], i * 4)
  }
  context.putImageData(image, 0, 0)
  return canvas
}

/** Ground that the masts see, over the base and under everything else. */
export function CoverageOverlay() {
  const { map } = useMapDesk()
  const shown = useCoverages().flatMap(({ answer }) => (answer?.seen ? [answer.seen] : []))
  const key = shown.map(({ west, north, bits }) => `${west} ${north} ${bits.length}`).join('|')
  useEffect(() => {
    if (shown.length === 0) return undefined
    let pictures: HTMLCanvasElement[] = []
    const colour = () => {
      pictures = shown.map((seen) => pictureOf(seen, tokenColour('st-free')))
    }
    colour()
    const paint = (view: CanvasView) => {
      const { context } = view
      context.imageSmoothingEnabled = false
      for (const [i, seen] of shown.entries()) {
        const picture = pictures[i]
        if (!picture) continue
        const [left, top] = placeOn(view, seen.north, seen.west)
        const [right, bottom] = placeOn(
          view,
          seen.north - seen.rows * seen.stepLat,
          seen.west + seen.columns * seen.stepLon,
        )
        context.drawImage(picture, left, top, right - left, bottom - top)
      }
    }
    const layer = new CanvasLayer(paint, { name: 'coverage', zIndex: 340 }, 'map-coverage')
    layer.addTo(map)
    const stop = useLayout.subscribe(() =>
      requestAnimationFrame(() => {
        colour()
        layer.repaint()
      }),
    )
    return () => {
      stop()
      layer.remove()
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `key` names what is shown
  }, [map, key])
  return null
}
