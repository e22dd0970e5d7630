import { useMutation, useQuery } from '@tanstack/react-query'
import type { Presence } from '../../../core/modules/radio/contract.ts'
import { queries } from '../../client.ts'
import { Outcome } from '../../radio/Outcome.tsx'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { describeError } from '../../ui/describe-error.ts'
import styles from './RadioScreen.module.css'

/** What can be ordered of one radio; each order's result stays in view. */
export function RadioActions({
  radio,
  onWrite,
}: {
  readonly radio: Presence
  readonly onWrite: () => void
}) {
  const locate = useMutation(queries.radio.locate.mutationOptions())
  const check = useMutation(queries.radio.check.mutationOptions())
  const call = useMutation(queries.radio.call.mutationOptions())
  const orders = useQuery(
    queries.radio.traffic.queryOptions({
      input: { kind: 'command', number: radio.number, limit: 3 },
    }),
  ).data
  const at = { gateway: radio.gateway, target: radio.number }
  const problem = locate.error ?? check.error ?? call.error
  return (
    <>
      <div className={styles.row} role="group" aria-label={`对 ${radio.callSign}`}>
        <b>{radio.callSign}</b>
        <ActionButton busy={locate.isPending} onPress={() => locate.mutate(at)}>
          定位
        </ActionButton>
        <ActionButton
          busy={locate.isPending}
          onPress={() => locate.mutate({ ...at, intervalS: 30 })}
        >
          每 30 秒定位
        </ActionButton>
        <ActionButton busy={check.isPending} onPress={() => check.mutate(at)}>
          检测
        </ActionButton>
        <ActionButton busy={call.isPending} onPress={() => call.mutate({ ...at, type: 'private' })}>
          呼叫
        </ActionButton>
        <ActionButton kind="primary" onPress={onWrite}>
          发短信
        </ActionButton>
      </div>
      {problem !== null && (
        <span className={styles.bad} role="alert">
          {describeError(problem)}
        </span>
      )}
      <div className={styles.results} role="status" aria-label="指令结果">
        {orders?.rows.map((row) => (
          <span key={row.id}>
            {row.body} <Outcome row={row} />
            {row.cause !== '' && <span className={styles.bad}>：{row.cause}</span>}
          </span>
        ))}
      </div>
    </>
  )
}
