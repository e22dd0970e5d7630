/**
 * Places of which no means is proven: never tried, every proof older than the limit, or no number
 * at all. One alarm names them (UI rule 39). It rises again when others have joined, and ends when
 * the last of them is reached. A place that was tried in vain has an alarm of its own.
 */
import type { CoreContext } from '../../module.ts'
import { clearDrafts, raiseDrafts, standingAlarm } from '../alarms/index.ts'
import { logLines } from '../logbook/index.ts'
import { modeNow } from './mode.ts'
import { recordSeen } from './record.ts'
import { isTried, namesOf, type Standing, type Standings } from './standing.ts'

const kind = 'place-unproven'
const subject = 'places'
/** Joining places are gathered; and whoever has just typed numbers in has time to try them. */
const gatherMs = 30 * 60_000
const mostNamed = 20

function unprovenPlaces({ rows }: Standings): Standing[] {
  const places = rows.filter((row) => row.kind !== 'team')
  // Before the first number is registered there is nobody to try: the board says so.
  if (places.every(({ level }) => level === 'none')) return []
  return places.filter((row) => row.level !== 'good' && !(row.level === 'lost' && isTried(row)))
}

function detailOf(places: readonly Standing[], freshMs: number): string {
  const numbered = places.filter(({ level }) => level !== 'none')
  const parts = [
    ['从未试通', numbered.filter(({ provenAt }) => provenAt === 0)],
    [
      `超过 ${Math.round(freshMs / 3_600_000)} 小时没有试通`,
      numbered.filter(({ provenAt }) => provenAt > 0),
    ],
    ['没有登记号码', places.filter(({ level }) => level === 'none')],
  ] as const
  const said = parts
    .filter(([, rows]) => rows.length > 0)
    .map(([words, rows]) => `${words}：${namesOf(rows, mostNamed)}`)
  return `${said.join('；')}；建议点名或逐个试呼，以联络保障表为准`.slice(0, 400)
}

/** Looks at the board each time it is handed one. */
export function watchUnproven(context: CoreContext): (all: Standings) => void {
  const { clock } = context.world
  const isStrained = () => modeNow(context) !== 'normal'
  let lookedAt = clock.nowMs()
  let wasStrained = isStrained()
  /** Whom the alarm has named already; a person who cleared it knows of them. */
  let named: ReadonlySet<string> | undefined

  function raise(places: readonly Standing[], freshMs: number): boolean {
    const title = `${places.length} 处没有试通的联络手段`
    const detail = detailOf(places, freshMs)
    return recordSeen(context, () => [
      ...raiseDrafts(context, {
        kind,
        subject,
        priority: isStrained() ? 'high' : 'normal',
        title,
        detail,
      }),
      logLines(context)({
        kind: 'alarm',
        source: { kind: 'text', text: '系统' },
        text: `${title}：${detail}`,
      }),
    ])
  }

  return (all) => {
    const places = unprovenPlaces(all)
    if (places.length === 0) {
      named = new Set()
      const over = clearDrafts(context, kind, subject, '各处都已试通')
      if (over.length > 0) recordSeen(context, over)
      return
    }
    const keys = places.map(({ key }) => key)
    // After a restart the alarm that stands speaks for all: what was acknowledged stays so.
    const before = (named ??= new Set(standingAlarm(context.db, kind, subject) ? keys : []))
    const now = clock.nowMs()
    const strained = isStrained()
    const worse = strained && !wasStrained
    wasStrained = strained
    if (!worse && now - lookedAt < gatherMs) return
    lookedAt = now
    const joined = keys.some((key) => !before.has(key))
    if ((joined || worse) && !raise(places, all.freshMs)) return
    named = new Set(keys)
  }
}
