/** Largest flow and smallest cut (Dinic 1970), for graphs of some hundred nodes. */
export class FlowGraph {
  readonly #to: number[] = []
  readonly #room: number[] = []
  readonly #edges: number[][]

  constructor(nodes: number) {
    this.#edges = Array.from({ length: nodes }, () => [])
  }

  add(from: number, to: number, room: number): void {
    this.#edges[from]?.push(this.#to.length)
    this.#to.push(to)
    this.#room.push(room)
    this.#edges[to]?.push(this.#to.length)
    this.#to.push(from)
    this.#room.push(0)
  }

  /** Fills the graph; a second call finds nothing more. */
  most(source: number, sink: number): number {
    let total = 0
    for (;;) {
      const level = this.#levels(source)
      if ((level[sink] ?? -1) < 0) return total
      const next = new Int32Array(this.#edges.length)
      for (;;) {
        const pushed = this.#push(source, sink, Number.MAX_SAFE_INTEGER, level, next)
        if (pushed === 0) break
        total += pushed
      }
    }
  }

  /** After `most`: the nodes on the source's side of a smallest cut. */
  sourceSide(source: number): ReadonlySet<number> {
    const level = this.#levels(source)
    return new Set(level.flatMap((depth, node) => (depth >= 0 ? node : [])))
  }

  #levels(source: number): number[] {
    const level = this.#edges.map(() => -1)
    level[source] = 0
    const queue = [source]
    for (const node of queue) {
      for (const edge of this.#edges[node] ?? []) {
        const to = this.#to[edge] ?? 0
        if ((this.#room[edge] ?? 0) <= 0 || (level[to] ?? 0) >= 0) continue
        level[to] = (level[node] ?? 0) + 1
        queue.push(to)
      }
    }
    return level
  }

  #push(node: number, sink: number, most: number, level: number[], next: Int32Array): number {
    if (node === sink) return most
    const edges = this.#edges[node] ?? []
    for (let at = next[node] ?? 0; at < edges.length; at++) {
      next[node] = at
      const edge = edges[at] ?? 0
      const to = this.#to[edge] ?? 0
      const room = this.#room[edge] ?? 0
      if (room <= 0 || level[to] !== (level[node] ?? 0) + 1) continue
      const pushed = this.#push(to, sink, Math.min(most, room), level, next)
      if (pushed === 0) continue
      this.#room[edge] = room - pushed
      this.#room[edge ^ 1] = (this.#room[edge ^ 1] ?? 0) + pushed
      return pushed
    }
    next[node] = edges.length
    return 0
  }
}
