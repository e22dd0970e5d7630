import type { CoreContext } from '../../module.ts'
import { unitList } from '../teams/index.ts'
import type { FenceShown } from './contract.ts'
import { standingFences } from './rows.ts'
import type { FenceRow } from './tables.ts'
import type { FenceWatch } from './watch.ts'
import { rulesWords, watchWords } from './words.ts'

type Reading = Pick<CoreContext, 'db' | 'county'>

/** A fence as its facts say it, without who is inside. */
export function fenceOf(
  { county }: Reading,
  row: FenceRow,
  callSignOf: (unit: string) => string,
): Omit<FenceShown, 'inside' | 'trouble'> {
  const { withdrawn: _withdrawn, ...rest } = row
  return {
    ...rest,
    geometry: row.geometry,
    watchWords: watchWords(row.watch, county, callSignOf),
    rulesWords: rulesWords(row.rules),
  }
}

function callSigns({ db, county }: Reading): (unit: string) => string {
  const names = new Map(unitList(db, county).map(({ id, callSign }) => [id, callSign]))
  return (unit) => names.get(unit) ?? '已撤销的队伍'
}

/** For the picture of a past moment, which knows no live state. */
export function fencesAsDefined(reading: Reading): Omit<FenceShown, 'inside' | 'trouble'>[] {
  const callSignOf = callSigns(reading)
  return standingFences(reading.db).map((row) => fenceOf(reading, row, callSignOf))
}

export function fenceList(context: CoreContext, watch: FenceWatch): FenceShown[] {
  return fencesAsDefined(context).map((fence) => {
    const area = watch.area(fence.id)
    return {
      ...fence,
      ...(area ? { geometry: area.geometry } : {}),
      trouble: area?.trouble ?? '',
      inside: watch.insideOf(fence.id),
    }
  })
}
