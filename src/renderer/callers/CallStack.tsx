import { App } from 'antd'
import { PhoneOutlined } from '@ant-design/icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { PhoneCall } from '../../core/modules/callers/contract.ts'
import { queries } from '../client.ts'
import { openIntake } from '../incident/intake-store.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { Age } from '../ui/Age.tsx'
import { classes } from '../ui/classes.ts'
import { describeError } from '../ui/describe-error.ts'
import { Tag } from '../ui/Tag.tsx'
import styles from './CallStack.module.css'

const mostShown = 3

const order: Readonly<Record<PhoneCall['state'], number>> = { ringing: 0, missed: 1, taken: 2 }
const words: Readonly<Record<PhoneCall['state'], string>> = {
  ringing: '来电',
  missed: '未接',
  taken: '已接未登记',
}
const tones = { ringing: 'ok', missed: 'orange', taken: 'plain' } as const

/**
 * Telephone calls that wait for somebody. It never takes the focus: one key takes the first call
 * and opens the form with who it is.
 */
export function CallStack() {
  const { message } = App.useApp()
  const stack = useQuery({
    ...queries.callers.stack.queryOptions(),
    // What was taken leaves after a while without anything being written.
    refetchInterval: 60_000,
  })
  const take = useMutation(
    queries.callers.take.mutationOptions({
      onSuccess: (prefill) => openIntake(prefill),
      onError: (error) => void message.error(describeError(error)),
    }),
  )
  const close = useMutation(
    queries.callers.close.mutationOptions({
      onError: (error) => void message.error(describeError(error)),
    }),
  )
  const calls = (stack.data ?? []).toSorted((one, other) => order[one.state] - order[other.state])
  if (calls.length === 0) return null
  const times = calls.map(({ at }) => at)
  const [newest, oldest] = [Math.max(...times), Math.min(...times)]
  return (
    <section className={styles.stack} aria-label="电话来电">
      {calls.slice(0, mostShown).map((call, place) => (
        <div
          key={call.id}
          className={classes(styles.call, call.state === 'ringing' && styles.ringing)}
          data-call={call.state}
        >
          <PhoneOutlined aria-hidden />
          <Tag tone={tones[call.state]}>{words[call.state]}</Tag>
          <b>{call.shown}</b>
          <span className={styles.who}>{call.who ?? '不在通讯录'}</span>
          {calls.length > 1 && call.at === newest && <Tag>最新</Tag>}
          {calls.length > 1 && call.at === oldest && <Tag>最早</Tag>}
          <span className={styles.note}>
            <Age sinceMs={call.at} suffix="前" />
            {call.takenBy !== null && ` · ${call.takenBy} 接`}
          </span>
          <ActionButton
            kind={call.state === 'ringing' ? 'primary' : 'normal'}
            hotkey={place === 0 ? 'Alt+H' : undefined}
            busy={take.isPending}
            onPress={() => take.mutate({ call: call.id })}
          >
            {call.state === 'taken' ? '回到登记' : '接听并登记'}
          </ActionButton>
          {call.state === 'missed' && (
            <>
              <ActionButton onPress={() => close.mutate({ call: call.id, how: 'called-back' })}>
                已回拨
              </ActionButton>
              <ActionButton
                kind="quiet"
                onPress={() => close.mutate({ call: call.id, how: 'no-need' })}
              >
                不用处理
              </ActionButton>
            </>
          )}
        </div>
      ))}
      {calls.length > mostShown && (
        <span className={styles.note}>另有 {calls.length - mostShown} 个</span>
      )}
    </section>
  )
}
