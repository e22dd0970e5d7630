import { useState } from 'react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { queries, useConnection } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { secondDiskWords } from '../../../ui/second-disk-words.ts'
import { FailingState, LoadingState } from '../../../ui/states.tsx'
import { TimeAgo } from '../../../ui/Age.tsx'
import { SoundTest } from './SoundTest.tsx'
import styles from '../Section.module.css'

const diskTone = { good: styles.good, absent: styles.worry, failing: styles.bad } as const
const noticeTone = { info: styles.note, warning: styles.worry, alarm: styles.bad } as const

function gigabytes(bytes: number): string {
  return `${(bytes / 1024 ** 3).toFixed(1)} GB`
}

/** 本机: what is stored where, and whether it can be heard. */
export function MachineSection() {
  const connection = useConnection()
  const health = useQuery({ ...queries.system.health.queryOptions(), refetchInterval: 10_000 })
  const hello = connection.kind === 'live' ? connection.hello : undefined
  if (health.data === undefined) {
    return (
      <Panel title="本机">
        {health.isError ? (
          <FailingState
            title="读不到本机状态"
            error={health.error}
            onRetry={() => void health.refetch()}
          />
        ) : (
          <LoadingState what="本机状态" />
        )}
      </Panel>
    )
  }
  const { log, secondDisk, freeBytes, diskLow, seats, lastBackupAt, leftOut, notices } = health.data
  return (
    <Panel title="本机">
      <dl className={styles.rows}>
        <dt>版本</dt>
        <dd>{hello?.version ?? '—'}</dd>
        <dt>县和台址</dt>
        <dd>{hello ? `${hello.county.name} · 编号字头 ${hello.site}` : '—'}</dd>
        <dt>席位</dt>
        <dd>
          {hello?.seat.name ?? '—'} · 现有 {seats} 个席位连接
        </dd>
        <dt>记录</dt>
        <dd>
          {log.ops} 条 · 本次启动代号 <code>{log.origin}</code>
        </dd>
        <dt>副本盘</dt>
        <dd>
          <b className={diskTone[secondDisk]}>{secondDiskWords[secondDisk].title}</b>
          <span className={styles.note}>{secondDiskWords[secondDisk].detail}</span>
        </dd>
        <dt>磁盘空间</dt>
        <dd className={diskLow ? styles.bad : undefined}>
          {freeBytes === undefined ? '系统没有给出' : `还有 ${gigabytes(freeBytes)}`}
          {diskLow && '，不足 2 GB，请清理'}
        </dd>
        <dt>每日备份</dt>
        <dd>{lastBackupAt === undefined ? '还没有做过' : <TimeAgo atMs={lastBackupAt} />}</dd>
        {notices.length > 0 && (
          <>
            <dt>启动时</dt>
            <dd>
              {notices.map(({ level, text }) => (
                <span key={text} className={noticeTone[level]}>
                  {text}
                </span>
              ))}
            </dd>
          </>
        )}
        {leftOut.length > 0 && (
          <>
            <dt>已停用</dt>
            <dd className={styles.bad}>{leftOut.join('；')}</dd>
          </>
        )}
        <dt>响铃测试</dt>
        <dd>
          <SoundTest />
        </dd>
        <dt>恢复码</dt>
        <dd>
          <RecoveryCode />
        </dd>
      </dl>
    </Panel>
  )
}

function RecoveryCode() {
  const [shown, setShown] = useState<string>()
  const renew = useMutation(
    queries.people.newRecoveryCode.mutationOptions({
      onSuccess: ({ recoveryCode }) => setShown(recoveryCode),
    }),
  )
  return (
    <>
      {shown !== undefined && <output className={styles.code}>{shown}</output>}
      <ActionButton busy={renew.isPending} onPress={() => renew.mutate(undefined)}>
        重新生成
      </ActionButton>
      <span className={renew.error === null ? styles.note : styles.bad}>
        {renew.error === null
          ? '生成后旧码立即失效；新码只显示这一次，请打印密封'
          : describeError(renew.error)}
      </span>
    </>
  )
}
