import { App } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { MissedCall } from '../../../../core/modules/waiting/contract.ts'
import { queries } from '../../../client.ts'
import { useWriting } from '../../../radio/writing.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { TimeAgo } from '../../../ui/Age.tsx'
import { classes } from '../../../ui/classes.ts'
import { describeError } from '../../../ui/describe-error.ts'
import styles from './Waiting.module.css'

/** Who called this console and was not taken, of the last day. */
export function MissedList({ missed }: { readonly missed: readonly MissedCall[] }) {
  const { message } = App.useApp()
  const writeTo = useWriting((writing) => writing.writeTo)
  const targets = useQuery(queries.radio.targets.queryOptions()).data
  const onError = (error: unknown) => void message.error(describeError(error))
  const back = useMutation(queries.waiting.callBack.mutationOptions({ onError }))
  const dismiss = useMutation(queries.waiting.dismissMissed.mutationOptions({ onError }))
  if (missed.length === 0) return <p className={styles.none}>最近一天没有漏接的呼叫。</p>
  const canCall = (gateway: string) =>
    targets?.gateways.some(
      (one) => one.gateway === gateway && one.ready && one.commands.includes('call'),
    )
  return (
    <div role="list" aria-label="未接">
      {missed.map((call) => (
        <div key={call.radio.number} role="listitem" className={classes(styles.row, styles.missed)}>
          <span>{call.times > 1 && `${call.times} 次`}</span>
          <b className={styles.cut} title={`电台 ${call.radio.number}`}>
            {call.radio.callSign}
          </b>
          <span className={styles.note}>{call.what}</span>
          <TimeAgo atMs={call.lastAt} />
          <span className={classes(styles.cut, styles.note)} title={call.words}>
            {call.words}
          </span>
          <span className={styles.buttons}>
            <ActionButton
              busy={back.isPending}
              refusedBecause={canCall(call.gateway) ? undefined : '这个网关现在不能由控制台呼叫'}
              onPress={() =>
                back.mutate({
                  radio: call.radio.number,
                  gateway: call.gateway,
                  records: call.records,
                })
              }
            >
              回呼
            </ActionButton>
            <ActionButton onPress={() => writeTo({ to: call.radio.number, group: false })}>
              回短信
            </ActionButton>
            <ActionButton
              kind="quiet"
              busy={dismiss.isPending}
              onPress={() => dismiss.mutate({ records: call.records })}
            >
              不用处理
            </ActionButton>
          </span>
        </div>
      ))}
    </div>
  )
}
