import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { beijingTime } from '../../../../core/kernel/beijing-time.ts'
import type { WaitingCall } from '../../../../core/modules/waiting/contract.ts'
import { queries } from '../../../client.ts'
import { useIncidentNumber } from '../use-incident-number.ts'
import { NameRadio } from '../../../radio/NameRadio.tsx'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Age } from '../../../ui/Age.tsx'
import { classes } from '../../../ui/classes.ts'
import { useAtNow } from '../../../ui/now.ts'
import { StateDigit } from '../../../ui/StateChip.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import styles from './Waiting.module.css'

/** Who, in which group, since when, what for; others' claims with what is left of them. */
export function WaitingRow({
  call,
  small,
  oldest,
  newest,
  hotkey,
  busy,
  onAnswer,
}: {
  readonly call: WaitingCall
  readonly small: boolean
  readonly oldest: boolean
  readonly newest: boolean
  readonly hotkey: string | undefined
  readonly busy: boolean
  readonly onAnswer: () => void
}) {
  const { radio, claim, taken, group, kind } = call
  const stale = useAtNow((now) => claim !== null && taken === null && now >= claim.untilMs)
  const mine = claim?.mine === true || taken?.mine === true
  return (
    <>
      <div
        className={classes(
          styles.row,
          small && styles.small,
          mine && styles.mine,
          stale && styles.stale,
          kind === 'emergency' && styles.emergency,
        )}
        data-waiting={radio.number}
      >
        <span>{oldest ? <Tag tone="yellow">最早</Tag> : newest ? <Tag>最新</Tag> : null}</span>
        <span className={styles.who}>
          {call.state && (
            <StateDigit
              digit={call.state.digit}
              token={call.state.token}
              blink={call.state.digit === 5}
            />
          )}
          {radio.unknown && <Tag>未知台</Tag>}
          <b
            className={radio.unknown ? styles.number : undefined}
            title={`电台 ${radio.number} ${radio.holder}`.trim()}
          >
            {radio.callSign}
          </b>
          {kind !== 'call' && <span>{call.kindWord}</span>}
        </span>
        <span
          className={styles.cut}
          title={[group?.name, call.gatewayName].filter(Boolean).join(' · ')}
        >
          {group?.name ?? '本台'}
        </span>
        <span>
          {!small && `${beijingTime(call.firstAt)} · `}等{' '}
          <Age sinceMs={call.firstAt} dueMs={30_000} />
        </span>
        <About call={call} />
        <span className={styles.buttons}>
          <Claim call={call} stale={stale} />
          {taken === null && !mine && (
            <ActionButton
              kind={hotkey === 'R' ? 'primary' : 'normal'}
              hotkey={hotkey}
              busy={busy}
              refusedBecause={claim !== null && !stale ? `${claim.name} 已认领` : undefined}
              onPress={onAnswer}
              name={`接听 ${radio.callSign}`}
            >
              接听
            </ActionButton>
          )}
        </span>
      </div>
      {call.askName && <AskName number={radio.number} />}
    </>
  )
}

function About({ call }: { readonly call: WaitingCall }) {
  const numberOf = useIncidentNumber()
  const { words, ongoing, state, incident, earlier, times } = call
  const parts = [
    incident === null ? '' : numberOf(incident),
    state?.word ?? '',
    times > 1 ? `呼 ${times} 次` : '',
    earlier > 0 ? `今日曾呼 ${earlier} 次` : '',
  ].filter(Boolean)
  const shown = words === '' ? parts.join(' · ') : `「${words}」`
  return (
    <span className={classes(styles.cut, styles.note)} title={shown}>
      {ongoing && <b className={styles.ok}>正在讲{'\u2003'}</b>}
      {shown}
    </span>
  )
}

function Claim({ call, stale }: { readonly call: WaitingCall; readonly stale: boolean }) {
  const { claim, taken } = call
  const left = useAtNow((now) =>
    claim === null ? 0 : Math.max(0, Math.ceil((claim.untilMs - Math.max(now, claim.at)) / 1000)),
  )
  if (taken) {
    return (
      <span className={styles.note}>
        {taken.mine ? '正在通话' : `${taken.name} 正在通话（${taken.seatName}）`}
      </span>
    )
  }
  if (!claim) return null
  const who = claim.mine ? '我已认领' : `${claim.name} 认领`
  return (
    <span className={stale ? styles.staleWord : styles.note} title={claim.seatName}>
      {stale ? `${who}，超时未接` : `${who} 剩 ${left} 秒`}
    </span>
  )
}

/** Asked once: this time, for good, or not at all. */
function AskName({ number }: { readonly number: string }) {
  const [open, setOpen] = useState(false)
  const dontAsk = useMutation(queries.waiting.dontAsk.mutationOptions())
  if (open) return <NameRadio key={number} number={number} asked />
  return (
    <div className={styles.detail}>
      <div className={styles.line}>
        <span className={styles.note}>号码 {number} 不在号簿里，只问这一次：</span>
        <ActionButton onPress={() => setOpen(true)}>写呼号</ActionButton>
        <ActionButton kind="quiet" onPress={() => dontAsk.mutate({ radio: number })}>
          不记
        </ActionButton>
      </div>
    </div>
  )
}
