/** Chance that is the same on every machine: xorshift128 (Marsaglia 2003), integers only. */
export class SeededChance {
  #x: number
  #y = 362_436_069
  #z = 521_288_629
  #w = 88_675_123

  constructor(seed: number) {
    this.#x = (seed ^ 123_456_789) | 0 || 1
    // Small seeds differ in a few bits: let them spread.
    for (let round = 0; round < 32; round++) this.bits()
  }

  /** 32 bits, as a number from 0. */
  bits(): number {
    const mixed = this.#x ^ (this.#x << 11)
    this.#x = this.#y
    this.#y = this.#z
    this.#z = this.#w
    this.#w = this.#w ^ (this.#w >>> 19) ^ mixed ^ (mixed >>> 8)
    return this.#w >>> 0
  }

  /** 0 ≤ n < `count`. */
  below(count: number): number {
    return Math.floor((this.bits() / 4_294_967_296) * count)
  }

  /**
   * About −log2 of an even share of 1: mean 1.44. By bits and a straight line between the powers of two, because
   * `Math.log` may differ from one machine to the next.
   */
  rareness(): number {
    const bits = this.bits() | 1
    const zeros = Math.clz32(bits)
    const share = (bits >>> 0) / 2 ** (31 - zeros) - 1
    return zeros + 1 - share
  }
}
