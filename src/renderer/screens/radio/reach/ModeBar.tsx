import { useState, type ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import type { CommsMode } from '../../../../core/modules/reach/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { Backlog } from './Backlog.tsx'
import { ModeForm } from './ModeForm.tsx'
import { modeTones } from '../../../reach/mode-tones.ts'
import styles from './Reach.module.css'

const everyMs = 60_000

/** The comms mode, what the console sees, and a person's change of it; `children` share its line. */
export function ModeBar({ children }: { readonly children?: ReactNode }) {
  const mode = useQuery({ ...queries.reach.mode.queryOptions(), refetchInterval: everyMs }).data
  const [changing, setChanging] = useState<CommsMode | 'open'>()
  if (!mode) return children === undefined ? null : <div className={styles.bar}>{children}</div>
  const { word, since, by, reason, suggested } = mode
  return (
    <div className={suggested ? styles.suggested : styles.bar}>
      <span>通信模式</span>
      <Tag tone={modeTones[mode.mode]}>{word}</Tag>
      <span className={styles.grow} title={reason}>
        {since === null ? (
          <span className={styles.note}>没有变更过</span>
        ) : (
          <span className={styles.note}>
            {beijingDateTime(since).slice(5, 16)} 起，{by} 决定：{reason}
          </span>
        )}
        {mode.conflict && <span className={styles.bad}> 两处同时改动，请重新确认</span>}
      </span>
      <ActionButton
        hotkey="Alt+W"
        onPress={() => setChanging((was) => (was === undefined ? 'open' : undefined))}
      >
        变更模式
      </ActionButton>
      {children}
      {mode.mode === 'recovering' && <Backlog />}
      {suggested && changing === undefined && (
        <div className={styles.line} role="status">
          <span className={styles.grow}>
            建议转为“{suggested.word}”（由人决定）：
            {suggested.why.join('；')}
          </span>
          <ActionButton
            name={`按建议转为 ${suggested.word}`}
            onPress={() => setChanging(suggested.to)}
          >
            {`转为${suggested.word}…`}
          </ActionButton>
        </div>
      )}
      {changing !== undefined && (
        <ModeForm
          key={changing}
          mode={mode}
          to={changing === 'open' ? undefined : changing}
          onDone={() => setChanging(undefined)}
        />
      )}
    </div>
  )
}
