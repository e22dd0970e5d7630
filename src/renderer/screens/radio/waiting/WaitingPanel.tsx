import { useState } from 'react'
import { Segmented } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { FailingState } from '../../../ui/states.tsx'
import { useSmallDesk } from '../../../ui/use-small-desk.ts'
import { MissedList } from './MissedList.tsx'
import { useAnswer, useWaiting } from './use-waiting.ts'
import { WaitingDetail } from './WaitingDetail.tsx'
import { WaitingRow } from './WaitingRow.tsx'
import styles from './Waiting.module.css'

type View = 'waiting' | 'missed'

/** 待接: who called and waits. Nothing here takes the focus; R answers the oldest, Shift+R the newest. */
export function WaitingPanel() {
  const small = useSmallDesk()
  const { stack, shown, hidden } = useWaiting()
  const missed = useQuery(queries.waiting.missed.queryOptions()).data ?? []
  const [view, setView] = useState<View>('waiting')
  const answer = useAnswer()
  // Those nobody answers: mine are answered already, what others have fresh is theirs.
  const free = shown.filter(({ taken, claim }) => taken === null && claim?.mine !== true)
  const oldest = free[0]
  const newest = free.toSorted((a, b) => b.firstAt - a.firstAt)[0]
  return (
    <Panel
      className={styles.stack}
      label="待接"
      title={
        <Segmented
          value={view}
          onChange={setView}
          aria-label="待接或未接"
          options={[
            { value: 'waiting', label: `待接 ${shown.length}` },
            { value: 'missed', label: `未接 ${missed.length}` },
          ]}
        />
      }
      extra={
        <span className={styles.note}>
          {hidden > 0 ? `静音组另有 ${hidden} 个 · ` : ''}新呼入不抢焦点
        </span>
      }
    >
      {stack.isError && shown.length === 0 && (
        <FailingState title="读不到待接" error={stack.error} onRetry={() => void stack.refetch()} />
      )}
      {view === 'missed' && <MissedList missed={missed} />}
      {view === 'waiting' && shown.length === 0 && !stack.isError && (
        <p className={styles.none}>没有人等待。有人呼叫、来信或要求通话时出现在这里。</p>
      )}
      {view === 'waiting' && (
        <div role="list" aria-label="待接">
          {shown.map((call) => (
            <div key={call.id} role="listitem">
              <WaitingRow
                call={call}
                small={small}
                oldest={
                  shown.length > 1 &&
                  call ===
                    shown.find(
                      (one) => one.firstAt === Math.min(...shown.map(({ firstAt }) => firstAt)),
                    )
                }
                newest={
                  shown.length > 1 && call === shown.toSorted((a, b) => b.firstAt - a.firstAt)[0]
                }
                hotkey={call === oldest ? 'R' : call === newest ? 'Shift+R' : undefined}
                busy={answer.busy}
                onAnswer={() => answer.press(call)}
              />
              {(call.claim?.mine === true || call.taken?.mine === true) && (
                <WaitingDetail call={call} />
              )}
            </div>
          ))}
        </div>
      )}
    </Panel>
  )
}
