import type { AlarmHistoryFilter } from '../../../core/modules/alarms/contract.ts'

export const firstFilter: AlarmHistoryFilter = {
  limit: 200,
  before: null,
  from: null,
  kind: null,
  priority: null,
  handled: false,
  text: '',
}
