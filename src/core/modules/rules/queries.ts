import { eq } from 'drizzle-orm'
import type { CoreContext } from '../../module.ts'
import type { ShownRule } from './contract.ts'
import { ruleTable } from './tables.ts'

type Reading = Pick<CoreContext, 'db' | 'county'>

/**
 * The value that holds now, in the unit of the profile's row (`dispatch.ack` in minutes).
 * @throws where the county profile has no such rule: a key is named in code, not by a person.
 */
export function ruleValue({ db, county }: Reading, key: string): number {
  const rule = county.rules.find((row) => row.key === key)
  if (!rule) throw new Error(`rules.json has no rule ${key}`)
  const set = db.tables.select().from(ruleTable).where(eq(ruleTable.key, key)).get()
  return set?.value ?? rule.value
}

const msOf = { s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** A rule that is a span of time, in milliseconds. */
export function ruleMs(reading: Reading, key: string): number {
  const unit = reading.county.rules.find((row) => row.key === key)?.unit
  if (unit !== 's' && unit !== 'min' && unit !== 'h' && unit !== 'd')
    throw new Error(`rule ${key} is no time`)
  return ruleValue(reading, key) * msOf[unit]
}

export function ruleList({ db, county }: Reading): ShownRule[] {
  const set = new Map(
    db.tables
      .select()
      .from(ruleTable)
      .all()
      .map((row) => [row.key, row]),
  )
  return county.rules.map(({ value: first, ...rule }) => {
    const changed = set.get(rule.key)
    return {
      ...rule,
      first,
      value: changed?.value ?? first,
      changed: changed ? { by: changed.by, at: changed.at, reason: changed.reason } : null,
    }
  })
}
