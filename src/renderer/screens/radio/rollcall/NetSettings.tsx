import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import { meansWord } from '../../../../core/modules/reach/contract.ts'
import type { RollNet, RollSchedule } from '../../../../core/modules/rollcall/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { FailingState, LoadingState } from '../../../ui/states.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { NetForm } from './NetForm.tsx'
import { ScheduleForm } from './ScheduleForm.tsx'
import styles from './RollCall.module.css'

type Editing =
  | { readonly kind: 'net'; readonly net: RollNet | undefined }
  | { readonly kind: 'schedule'; readonly schedule: RollSchedule | undefined }

/** Who is called together, and when one is reminded of it. */
export function NetSettings() {
  const nets = useQuery(queries.rollcall.nets.queryOptions())
  const schedules = useQuery(queries.rollcall.schedules.queryOptions())
  const [editing, setEditing] = useState<Editing>()
  const done = () => setEditing(undefined)
  if (nets.isError) {
    return <FailingState title="读不到网" error={nets.error} onRetry={() => void nets.refetch()} />
  }
  if (!nets.data || !schedules.data) return <LoadingState what="网与时间" />
  if (editing?.kind === 'net') return <NetForm net={editing.net} onDone={done} />
  if (editing?.kind === 'schedule') {
    return <ScheduleForm schedule={editing.schedule} nets={nets.data} onDone={done} />
  }
  const netName = new Map(nets.data.map(({ id, name }) => [id, name]))
  return (
    <div className={styles.scroll}>
      <div className={styles.bar}>
        <b>网</b>
        <span className={styles.grow} />
        <ActionButton onPress={() => setEditing({ kind: 'net', net: undefined })}>
          新网
        </ActionButton>
      </div>
      {nets.data.map((net) => (
        <div key={net.id} className={styles.item}>
          <div className={styles.line}>
            <b>
              {net.name}
              {net.group === null ? '' : ` G${net.group}`}
            </b>
            <span className={styles.note}>
              {meansWord(net.means)} · {net.stations.length} 台
            </span>
            {net.first && <Tag title="按队伍和号簿自动列出，改动后固定">自动</Tag>}
            <span className={styles.grow} />
            <ActionButton name={`改 ${net.name}`} onPress={() => setEditing({ kind: 'net', net })}>
              改
            </ActionButton>
          </div>
          <div className={styles.note}>
            {net.stations
              .slice(0, 12)
              .map(({ callSign }) => callSign)
              .join('、')}
            {net.stations.length > 12 ? ` 等 ${net.stations.length} 台` : ''}
          </div>
        </div>
      ))}
      <div className={styles.bar}>
        <b>时间</b>
        <span className={styles.note}>到点只提醒，超时变黄；从不自己开始</span>
        <span className={styles.grow} />
        <ActionButton onPress={() => setEditing({ kind: 'schedule', schedule: undefined })}>
          新时间
        </ActionButton>
      </div>
      {schedules.data.map((schedule) => (
        <div key={schedule.id} className={styles.item}>
          <div className={styles.line}>
            <b>{schedule.label}</b>
            <span>{schedule.words}</span>
            <span className={styles.note}>
              {netName.get(schedule.net) ?? '网已撤销'}
              {schedule.enabled
                ? schedule.nextAt === null
                  ? ''
                  : ` · 下次 ${beijingDateTime(schedule.nextAt).slice(5, 16)}`
                : ' · 停用'}
            </span>
            <span className={styles.grow} />
            <ActionButton
              name={`改 ${schedule.label}`}
              onPress={() => setEditing({ kind: 'schedule', schedule })}
            >
              改
            </ActionButton>
          </div>
        </div>
      ))}
    </div>
  )
}
