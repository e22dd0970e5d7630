/**
 * When the map's pictures were handed over by the page: the sketch, the first base tile, and the
 * whole view. Installed before the page's own scripts; read by `map-open.ts`.
 */

export interface PictureTimes {
  /** Ms of the page's clock (0: its navigation began); absent: not yet. */
  readonly sketch?: number
  readonly firstTile?: number
  /** Every tile of the view, none of them fading in any more. */
  readonly wholeView?: number
}

export interface PictureWatch {
  times: PictureTimes
  /** Begins anew, at the next key: `openedAt` is the key's own time. */
  again(): void
  openedAt: number
}

/** Runs inside the page: it may use nothing from outside its own body. */
export function installPictureWatch(): void {
  const state: PictureWatch = {
    times: {},
    openedAt: 0,
    again() {
      state.times = {}
      state.openedAt = Number.NaN
    },
  }
  Object.assign(window, { pictureWatch: state })
  window.addEventListener('keydown', ({ timeStamp }) => void (state.openedAt = timeStamp), true)
  const seen = {
    /** The sketch fills its canvas: one pixel is enough to know that it is painted. */
    sketch(): boolean {
      const canvas = document.querySelector<HTMLCanvasElement>('canvas.map-sketch')
      if (!canvas || canvas.width === 0) return false
      const pixel = canvas.getContext('2d')?.getImageData(canvas.width / 2, canvas.height / 2, 1, 1)
      return (pixel?.data[3] ?? 0) > 0
    },
    firstTile: () => document.querySelector('.leaflet-tile-loaded') !== null,
    wholeView(): boolean {
      const tiles = [...document.querySelectorAll<HTMLElement>('.leaflet-tile')]
      return tiles.length > 0 && tiles.every(({ style }) => style.opacity === '1')
    },
  }
  const handedOver = new MessageChannel()
  let found: (keyof PictureTimes)[] = []
  handedOver.port1.addEventListener('message', () => {
    const now = performance.now()
    for (const name of found) state.times = { [name]: now, ...state.times }
    found = []
  })
  handedOver.port1.start()
  const frame = () => {
    requestAnimationFrame(frame)
    // From the key on: what is still there of the screen before is not the new picture.
    if (Number.isNaN(state.openedAt)) return
    const names = ['sketch', 'firstTile', 'wholeView'] as const
    found = names.filter((name) => state.times[name] === undefined && seen[name]())
    // A message posted inside a frame comes after its picture is handed over.
    if (found.length > 0) handedOver.port2.postMessage(0)
  }
  requestAnimationFrame(frame)
}
