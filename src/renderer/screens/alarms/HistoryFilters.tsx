import { Checkbox, Input, Select } from 'antd'
import {
  alarmKinds,
  alarmPriorityWords,
  type AlarmHistoryFilter,
} from '../../../core/modules/alarms/contract.ts'
import { coreNow } from '../../ui/now.ts'
import styles from './AlarmsScreen.module.css'

const dayMs = 86_400_000
const kinds = [
  { value: '', label: '全部类别' },
  ...Object.entries(alarmKinds).map(([value, label]) => ({ value, label: label as string })),
]
const priorities = [
  { value: '', label: '全部级别' },
  ...Object.entries(alarmPriorityWords).map(([value, label]) => ({ value, label })),
]
const spans = [
  { value: 0, label: '不限时间' },
  { value: 1, label: '近 24 小时' },
  { value: 7, label: '近 7 天' },
  { value: 30, label: '近 30 天' },
]

export function HistoryFilters({
  filter,
  onChange,
}: {
  readonly filter: AlarmHistoryFilter
  readonly onChange: (filter: AlarmHistoryFilter) => void
}) {
  return (
    <div className={styles.filters} role="search">
      <Input
        aria-label="查找告警"
        className={styles.find}
        placeholder="告警里的字"
        value={filter.text}
        maxLength={60}
        onChange={(event) => onChange({ ...filter, text: event.target.value })}
      />
      <Select
        aria-label="类别"
        popupMatchSelectWidth={false}
        value={filter.kind ?? ''}
        options={kinds}
        onChange={(kind) =>
          onChange({ ...filter, kind: kind === '' ? null : (kind as AlarmHistoryFilter['kind']) })
        }
      />
      <Select
        aria-label="级别"
        value={filter.priority ?? ''}
        options={priorities}
        onChange={(priority) =>
          onChange({
            ...filter,
            priority: priority === '' ? null : (priority as AlarmHistoryFilter['priority']),
          })
        }
      />
      <Select
        aria-label="时间"
        defaultValue={0}
        options={spans}
        onChange={(days) =>
          onChange({ ...filter, from: days === 0 ? null : Math.floor(coreNow()) - days * dayMs })
        }
      />
      <Checkbox
        checked={filter.handled}
        onChange={(event) => onChange({ ...filter, handled: event.target.checked })}
      >
        只看有人处理的
      </Checkbox>
    </div>
  )
}
