/** A binary heap of numbers by cost; an entry that was bettered stays and is passed over when it comes up. */
export class CostHeap {
  private items: Uint32Array = new Uint32Array(1024)
  private costs = new Float64Array(1024)
  private length = 0

  get size(): number {
    return this.length
  }

  push(item: number, cost: number): void {
    if (this.length === this.items.length) this.grow()
    let at = this.length++
    while (at > 0) {
      const parent = (at - 1) >> 1
      const parentCost = this.costs[parent] ?? 0
      if (parentCost <= cost) break
      this.items[at] = this.items[parent] ?? 0
      this.costs[at] = parentCost
      at = parent
    }
    this.items[at] = item
    this.costs[at] = cost
  }

  /** The cheapest entry; only to be called while `size` > 0. */
  pop(): { readonly item: number; readonly cost: number } {
    const top = { item: this.items[0] ?? 0, cost: this.costs[0] ?? 0 }
    this.length -= 1
    const item = this.items[this.length] ?? 0
    const cost = this.costs[this.length] ?? 0
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= this.length) break
      if (child + 1 < this.length && (this.costs[child + 1] ?? 0) < (this.costs[child] ?? 0))
        child += 1
      if ((this.costs[child] ?? 0) >= cost) break
      this.items[at] = this.items[child] ?? 0
      this.costs[at] = this.costs[child] ?? 0
      at = child
    }
    this.items[at] = item
    this.costs[at] = cost
    return top
  }

  private grow(): void {
    const items = new Uint32Array(this.items.length * 2)
    items.set(this.items)
    const costs = new Float64Array(this.costs.length * 2)
    costs.set(this.costs)
    ;[this.items, this.costs] = [items, costs]
  }
}
