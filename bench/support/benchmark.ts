/** What a benchmark is, and the few numbers they all make. */

export interface Measure {
  readonly what: string
  readonly value: string
  readonly against: string
  readonly goal: string
  /** Whether the goal was held in this run. */
  readonly held: boolean
}

export interface BenchOptions {
  /** Log entries in the folder that log, search and start-up are measured on. */
  readonly entries: number
}

export interface Benchmark {
  readonly name: string
  run(options: BenchOptions): Promise<readonly Measure[]>
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const p50 = (values: readonly number[]): number => quantile(values, 0.5)
export const p99 = (values: readonly number[]): number => quantile(values, 0.99)

export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(1)} ms`
}
