/** What the simulation knows and no console does: every op ever acknowledged. */
import { sameBytes } from '../../src/core/oplog/envelope.ts'
import type { WireOp } from '../../src/core/oplog/types.ts'

export class Ledger {
  readonly #bytes = new Map<string, Uint8Array>()

  /** @throws when one name stands for two contents. */
  note(op: WireOp): void {
    const name = `${op.origin}/${op.seq}`
    const known = this.#bytes.get(name)
    if (known && !sameBytes(known, op.bytes)) throw new Error(`${name} has two contents`)
    this.#bytes.set(name, op.bytes)
  }
}
