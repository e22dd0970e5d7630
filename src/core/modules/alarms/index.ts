import type { CoreContext, Module } from '../../module.ts'
import { alarmProjection } from './apply.ts'
import { hostBell } from './bell.ts'
import { alarmFacts } from './facts.ts'
import { openAlarms } from './queries.ts'
import { alarmsRouter } from './router.ts'
import { watchShelves } from './shelf-ends.ts'

export { clearDrafts, raiseDrafts, type Raise } from './commands.ts'
export { alarmFacts } from './facts.ts'
export { keepAlarms } from './keep.ts'
export { alarmProjection } from './apply.ts'
export {
  alarmHistory,
  everRaised,
  openAlarms,
  shelvedAlarms,
  spellsOf,
  standingAlarm,
  standingOfKind,
} from './queries.ts'

/** More would not fit into a question. */
const mostNamed = 5

function unhandled({ db }: CoreContext): string[] {
  const open = openAlarms(db)
  const named = open.slice(0, mostNamed).map(({ title }) => `告警未处置：${title}`)
  return open.length > mostNamed
    ? [...named, `另有 ${open.length - mostNamed} 条告警未处置`]
    : named
}

function startAlarms(context: CoreContext): () => void {
  const stopShelves = watchShelves(context)
  const bell = hostBell(context)
  return () => {
    stopShelves()
    bell.close()
  }
}

export const alarmsModule: Module = {
  name: 'alarms',
  facts: alarmFacts,
  projections: [alarmProjection],
  start: startAlarms,
  concerns: (context) => unhandled(context),
  router: alarmsRouter,
}
