import { create } from 'zustand'
import { useNavigation } from '../navigation.ts'

interface AlarmList {
  readonly open: boolean
  readonly toggle: () => void
  readonly close: () => void
}

/** Before sign-in and while locked: the list of all alarms folded out under the strip. */
export const useAlarmList = create<AlarmList>()((set) => ({
  open: false,
  toggle: () => set(({ open }) => ({ open: !open })),
  close: () => set({ open: false }),
}))

/** All alarms: the page of a signed-in seat, else the folded list. */
export function useShowAlarms(readOnly: boolean): () => void {
  const toggle = useAlarmList((list) => list.toggle)
  const goTo = useNavigation((navigation) => navigation.goTo)
  return readOnly ? toggle : () => goTo('alarms')
}
