import type { Alarm } from '../../core/modules/alarms/contract.ts'
import { useNavigation } from '../frame/navigation.ts'
import { useSelection } from '../frame/selection.ts'
import { workOf } from './alarm-work.ts'

/** Goes to where an alarm is worked on. */
export function useGoToWork(): (alarm: Alarm) => void {
  const goTo = useNavigation((navigation) => navigation.goTo)
  const { selectIncident, selectUnit } = useSelection()
  return (alarm) => {
    const work = workOf(alarm)
    if (alarm.incident !== null) selectIncident(alarm.incident)
    if (alarm.unit !== null) selectUnit(alarm.unit)
    if (work) goTo(work.screen, work.part)
  }
}
