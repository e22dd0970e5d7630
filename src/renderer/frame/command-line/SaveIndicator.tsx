import { CheckOutlined, ExclamationCircleOutlined, LoadingOutlined } from '@ant-design/icons'
import { useIsMutating, useQuery } from '@tanstack/react-query'
import { beijingTime } from '../../../core/kernel/beijing-time.ts'
import type { Health } from '../../../core/modules/system/contract.ts'
import { queries, useConnection } from '../../client.ts'
import { useLastSaved } from './use-last-saved.ts'
import styles from './CommandBar.module.css'

/** One place, four states: saved here, saving, saved with a worry, cannot save. */
export function SaveIndicator() {
  const connection = useConnection()
  const saving = useIsMutating() > 0
  const lastSaved = useLastSaved()
  const health = useQuery({ ...queries.system.health.queryOptions(), refetchInterval: 30_000 })
  if (connection.kind !== 'live') {
    return (
      <span className={styles.save} role="status">
        <span className={styles.bad}>
          <ExclamationCircleOutlined /> 未连接，不能保存
        </span>
      </span>
    )
  }
  const worry = worryOf(health.data)
  return (
    <span className={styles.save} role="status" title="这台调度台单独工作，没有连接其他调度台">
      <span className={styles.good}>
        {saving ? <LoadingOutlined /> : <CheckOutlined />} {saving ? '正在保存' : '已存本机'}
        {lastSaved !== undefined && !saving && ` ${beijingTime(lastSaved)}`}
      </span>
      <span>仅本机</span>
      {worry !== undefined && (
        <span className={worry.bad ? styles.bad : styles.note}>{worry.words}</span>
      )}
    </span>
  )
}

/** What makes a commit on this machine less safe than it should be. */
function worryOf(health: Health | undefined) {
  if (health === undefined) return undefined
  if (health.damaged) return { bad: true, words: '数据损坏，请重新启动' }
  if (health.reserveInUse) return { bad: true, words: '磁盘已满，正用备用空间' }
  if (health.diskLow) return { bad: true, words: '磁盘不足 2 GB' }
  if (health.secondDisk === 'failing') return { bad: true, words: '副本盘故障' }
  if (health.secondDisk === 'absent') return { bad: false, words: '无副本盘' }
  return undefined
}
