import { useState } from 'react'
import { Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import type { DutyEntry } from '../../../../core/modules/duty-log/contract.ts'
import { entryWord } from '../../../../core/modules/logbook/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { formKeys } from '../../../ui/form-keys.ts'
import { joined } from './entry-columns.tsx'
import styles from './Log.module.css'

type Notice = DutyEntry['notices'][number]

/** 已报告、已通知: whom, when, how, what they answered. A wrong row is struck, with a reason. */
export function NoticeRows({ entry: { line, notices } }: { readonly entry: DutyEntry }) {
  const [striking, setStriking] = useState<string>()
  if (notices.length === 0) return null
  return (
    <div className={styles.form}>
      <span className={styles.note}>已报告、已通知</span>
      {notices.map((notice) => (
        <div key={notice.id} className={styles.row}>
          <span className={notice.struck ? styles.struck : styles.cell}>{rowWords(notice)}</span>
          {notice.struck && (
            <span className={styles.note}>
              {notice.struck.by}：{notice.struck.reason}
            </span>
          )}
          {notice.struck === null && line.struck === null && striking !== notice.id && (
            <ActionButton
              kind="quiet"
              name={`划去报告 ${notice.whom}`}
              onPress={() => setStriking(notice.id)}
            >
              划去
            </ActionButton>
          )}
          {striking === notice.id && (
            <StrikeNotice
              entry={line.id}
              notice={notice.id}
              onDone={() => setStriking(undefined)}
            />
          )}
        </div>
      ))}
    </div>
  )
}

function rowWords({ whom, at, channel, reply, by }: Notice): string {
  const how = joined([channel === null ? '' : entryWord(channel), beijingDateTime(at).slice(5, 16)])
  return `${whom} ${how}${reply === '' ? '' : `，答复：${reply}`}（${by}）`
}

function StrikeNotice({
  entry,
  notice,
  onDone,
}: {
  readonly entry: string
  readonly notice: string
  readonly onDone: () => void
}) {
  const [reason, setReason] = useState('')
  const strike = useMutation(queries.dutyLog.strikeNotice.mutationOptions({ onSuccess: onDone }))
  const save = () => {
    if (!strike.isPending && reason.trim() !== '') strike.mutate({ entry, notice, reason })
  }
  return (
    <span className={styles.row} onKeyDown={formKeys(save, onDone)}>
      <Input
        autoFocus
        aria-label="划去原因"
        placeholder="划去原因，Enter 保存"
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {strike.error !== null && (
        <span className={styles.problem}>{describeError(strike.error)}</span>
      )}
    </span>
  )
}
