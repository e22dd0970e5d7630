/** What a map shows, as one canvas: tiles, base, overlays and symbols in the order they lie. */
import type L from 'leaflet'

interface Layered {
  readonly element: HTMLImageElement | HTMLCanvasElement
  readonly height: number
  readonly opacity: number
}

/** Height of the pane it lies in and opacity of everything around it, up to the map. */
function surroundings(element: Element, container: Element): { height: number; opacity: number } {
  let [height, opacity] = [0, 1]
  for (let at: Element | null = element; at && at !== container; at = at.parentElement) {
    const style = getComputedStyle(at)
    opacity *= Number(style.opacity)
    if (at.classList.contains('leaflet-pane') && !at.classList.contains('leaflet-map-pane')) {
      height = Number(style.zIndex) || height
    }
  }
  return { height, opacity }
}

function layersOf(container: HTMLElement): Layered[] {
  const found = [...container.querySelectorAll<HTMLImageElement | HTMLCanvasElement>('img, canvas')]
  return found
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter((element) =>
      element instanceof HTMLImageElement
        ? element.complete && element.naturalWidth > 0
        : element.width > 0 && element.height > 0,
    )
    .map((element) => ({ element, ...surroundings(element, container) }))
    .toSorted((one, other) => one.height - other.height)
}

/**
 * Draws the map at a place of another canvas; `scale` device pixels for one of the screen's. Only
 * pictures of our own origin lie on a map, so the canvas can be read afterwards.
 */
export function drawMap(
  context: CanvasRenderingContext2D,
  map: L.Map,
  at: { readonly x: number; readonly y: number },
): void {
  const container = map.getContainer()
  const frame = container.getBoundingClientRect()
  context.save()
  context.beginPath()
  context.rect(at.x, at.y, frame.width, frame.height)
  context.clip()
  context.fillStyle = getComputedStyle(container).backgroundColor
  context.fillRect(at.x, at.y, frame.width, frame.height)
  for (const { element, opacity } of layersOf(container)) {
    const box = element.getBoundingClientRect()
    context.globalAlpha = opacity
    context.drawImage(
      element,
      at.x + box.left - frame.left,
      at.y + box.top - frame.top,
      box.width,
      box.height,
    )
  }
  context.restore()
}
