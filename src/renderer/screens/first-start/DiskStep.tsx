import { useQuery } from '@tanstack/react-query'
import { queries } from '../../client.ts'
import { FailingState, LoadingState } from '../../ui/states.tsx'
import { secondDiskWords } from '../../ui/second-disk-words.ts'
import styles from './FirstStartScreen.module.css'

export function DiskStep() {
  const health = useQuery(queries.system.health.queryOptions())
  if (health.isError)
    return (
      <FailingState
        title="读不到磁盘状态"
        error={health.error}
        onRetry={() => void health.refetch()}
      />
    )
  if (health.data === undefined) return <LoadingState what="磁盘状态" />
  const { title, detail } = secondDiskWords[health.data.secondDisk]
  return (
    <>
      <h3>{title}</h3>
      <p>{detail}</p>
      <p className={styles.note}>副本盘在启动时指定，换盘后重新启动即可；已有记录会补写到新盘。</p>
    </>
  )
}
