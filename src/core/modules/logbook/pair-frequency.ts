/**
 * Roughly how common a pair of neighbours is, from a few hundred lines spread over the book:
 * enough to tell a pair in a quarter of all lines from a rare one. A guess only decides what is
 * looked up first, never what is found.
 */
import type { Database } from '../../kernel/database.ts'
import { searchedParts } from './apply.ts'
import { countedChars, normalise } from './search-text.ts'

const sampleLines = 300
/** The book changes slowly; a sample serves this many searches. */
const searchesPerSample = 500

interface Sample {
  readonly counts: ReadonlyMap<string, number>
  left: number
}

const samples = new WeakMap<Database, Sample>()

interface SampledRow {
  readonly text: string
  readonly sourceText: string
  readonly callSign: string | null
}

function takeSample(db: Database): Sample {
  const counts = new Map<string, number>()
  const range = db
    .prepare<{ first: number | null; last: number | null }>(
      'select (select min(slot) from log_entry) first, (select max(slot) from log_entry) last',
    )
    .get()
  const { first, last } = range ?? {}
  if (first == null || last == null) return { counts, left: 1 }
  const at = db.prepare<SampledRow>(
    `select text, source_text sourceText, call_sign callSign from log_entry
     where slot >= ? order by slot limit 1`,
  )
  for (let line = 0; line < sampleLines; line++) {
    const row = at.get(BigInt(Math.floor(first + ((last - first) * line) / (sampleLines - 1))))
    if (!row) continue
    for (const pair of pairsOf(row)) counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  return { counts, left: searchesPerSample }
}

function pairsOf(row: SampledRow): Set<string> {
  const pairs = new Set<string>()
  for (const part of searchedParts(row)) {
    const chars = countedChars(normalise(part))
    chars.slice(1).forEach((char, place) => pairs.add(`${chars[place] ?? ''}${char}`))
  }
  return pairs
}

/** The one of these that fewest lines are likely to hold. */
export function rarestPair(db: Database, pairs: readonly string[]): string | undefined {
  let sample = samples.get(db)
  if (!sample || sample.left <= 0) {
    sample = takeSample(db)
    samples.set(db, sample)
  }
  sample.left -= 1
  const { counts } = sample
  return pairs.toSorted((one, other) => (counts.get(one) ?? 0) - (counts.get(other) ?? 0))[0]
}
