import { useQuery } from '@tanstack/react-query'
import type { Unit } from '../../../core/modules/teams/contract.ts'
import { queries } from '../../client.ts'
import { useHotkey } from '../../ui/hotkeys.ts'
import { useNavigation } from '../navigation.ts'
import { useSelection } from '../selection.ts'
import { useLineStore } from './line-store.ts'

const noUnits: readonly Unit[] = []
const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/** Teams in the order of the board: those in action, then the free ones. */
function boardOrder(units: readonly Unit[]): readonly Unit[] {
  const of = (board: Unit['board']) => units.filter((unit) => unit.board === board)
  return [...of('moving'), ...of('free')]
}

/** Screens whose own parts are chosen by digits. */
const ownDigits = new Set(['alarms', 'radio'])

/** A digit starts an entry from that team (UI.md rule 7). */
export function UnitDigits() {
  const screen = useNavigation((navigation) => navigation.screen)
  const units = boardOrder(useQuery(queries.teams.list.queryOptions()).data ?? noUnits)
  if (ownDigits.has(screen)) return null
  return digits.map((digit, at) => {
    const unit = units[at]
    return unit && <UnitDigit key={digit} digit={digit} unit={unit} />
  })
}

function UnitDigit({ digit, unit }: { readonly digit: string; readonly unit: Unit }) {
  const selectUnit = useSelection((selection) => selection.selectUnit)
  const put = useLineStore((line) => line.put)
  const start = () => {
    selectUnit(unit.id)
    put(unit.callSign, '')
  }
  // Registered anew when another screen is left: behind the digits of the screen that comes.
  useHotkey(digit, `记队伍板第 ${digit} 支的一句`, start, true)
  return null
}
