/** The sheet as it would be handed over now, item by item in the order of the paper. */
import type { CoreContext } from '../../../module.ts'
import { itemKinds, type ItemKey } from '../words.ts'
import { commsLines, systemLines, unreadLines } from './comms.ts'
import {
  alarmLines,
  clockLines,
  inventoryLines,
  leaderLines,
  lentLines,
  warningLines,
  weatherLines,
} from './desk.ts'
import type { SheetItem, SheetLine } from './model.ts'
import { incidentLines, instructionLines, reportLines, teamLines } from './work.ts'

const builders: Readonly<Record<ItemKey, (context: CoreContext) => SheetLine[]>> = {
  incidents: incidentLines,
  instructions: instructionLines,
  reports: reportLines,
  leaders: leaderLines,
  warnings: warningLines,
  weather: weatherLines,
  teams: teamLines,
  comms: commsLines,
  lent: lentLines,
  inventory: inventoryLines,
  system: systemLines,
  alarms: alarmLines,
  clocks: clockLines,
  unread: unreadLines,
}

export function buildItem(context: CoreContext, key: ItemKey): SheetItem {
  return { key, lines: builders[key](context) }
}

export function buildItems(context: CoreContext): SheetItem[] {
  return itemKinds.map(({ key }) => buildItem(context, key))
}
