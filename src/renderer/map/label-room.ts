/** Where labels fit on a canvas: a grid of taken boxes, so that finding room stays cheap. */

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const cell = 64

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

export class LabelRoom {
  private readonly cells = new Map<number, Box[]>()

  constructor(taken: readonly Box[]) {
    for (const box of taken) this.take(box)
  }

  take(box: Box): void {
    for (const key of this.keysOf(box)) {
      const held = this.cells.get(key)
      if (held) held.push(box)
      else this.cells.set(key, [box])
    }
  }

  /**
   * The first free place right, left, above or below a symbol, and takes it. `must`: an urgent
   * label is written on the right even where nothing is free.
   */
  find(
    label: {
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly gap: number
    },
    must: boolean,
  ): Box | undefined {
    const { x, y, width, height, gap } = label
    const size = { width, height }
    const right = { x: x + gap, y: y - 8, ...size }
    const places = [
      right,
      { x: x - gap - width, y: y - 8, ...size },
      { x: x - width / 2, y: y - gap - height, ...size },
      { x: x - width / 2, y: y + gap, ...size },
    ]
    const free = places.find((box) => this.isFree(box)) ?? (must ? right : undefined)
    if (free) this.take(free)
    return free
  }

  private isFree(box: Box): boolean {
    for (const key of this.keysOf(box)) {
      if (this.cells.get(key)?.some((held) => overlap(held, box))) return false
    }
    return true
  }

  private *keysOf(box: Box): Iterable<number> {
    const right = Math.floor((box.x + box.width) / cell)
    const bottom = Math.floor((box.y + box.height) / cell)
    for (let column = Math.floor(box.x / cell); column <= right; column++) {
      for (let row = Math.floor(box.y / cell); row <= bottom; row++) yield column * 65_536 + row
    }
  }
}
