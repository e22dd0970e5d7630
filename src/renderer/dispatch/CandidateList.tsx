import { Checkbox } from 'antd'
import type { Candidate, Recommendation } from '../../core/modules/dispatch/contract.ts'
import { useHotkey } from '../ui/hotkeys.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { StateDigit } from '../ui/StateChip.tsx'
import { Tag } from '../ui/Tag.tsx'
import styles from './Dispatch.module.css'

interface Choosing {
  readonly chosen: ReadonlySet<string>
  readonly onToggle: (unit: string) => void
}

/** Ranked teams with their reasons; those left out are folded, with theirs, and can still be chosen. */
export function CandidateList({
  recommendation,
  chosen,
  onToggle,
}: Choosing & { readonly recommendation: Recommendation }) {
  const { candidates, suggested, excluded, notes } = recommendation
  const best = candidates.slice(0, suggested)
  const others = candidates.slice(suggested)
  return (
    <div className={styles.candidates}>
      {notes.map((note) => (
        <div key={note} className={styles.note}>
          {note}
        </div>
      ))}
      {best.length === 0 && (
        <div className={styles.note}>没有可建议的队伍，请看“不建议”里的理由。</div>
      )}
      {best.map((candidate, place) => (
        <Row
          key={candidate.unit}
          candidate={candidate}
          hotkey={String(place + 1)}
          chosen={chosen}
          onToggle={onToggle}
        />
      ))}
      {others.length > 0 && (
        <Fold title={`其余可派 ${others.length} 支`} list={others} {...{ chosen, onToggle }} />
      )}
      {excluded.length > 0 && (
        <Fold
          title={`不建议 ${excluded.length} 支`}
          list={excluded}
          out
          {...{ chosen, onToggle }}
        />
      )}
    </div>
  )
}

function Fold({
  title,
  list,
  out = false,
  chosen,
  onToggle,
}: Choosing & {
  readonly title: string
  readonly list: readonly Candidate[]
  readonly out?: boolean
}) {
  return (
    <details className={styles.fold}>
      <summary>{title}</summary>
      {list.map((candidate) => (
        <Row
          key={candidate.unit}
          candidate={candidate}
          out={out}
          chosen={chosen}
          onToggle={onToggle}
        />
      ))}
    </details>
  )
}

function Row({
  candidate,
  hotkey,
  out = false,
  chosen,
  onToggle,
}: Choosing & {
  readonly candidate: Candidate
  readonly hotkey?: string
  readonly out?: boolean
}) {
  const { unit, callSign, name, state, reasons } = candidate
  const toggle = () => onToggle(unit)
  useHotkey(hotkey, `选 ${callSign}`, toggle)
  return (
    <div className={styles.candidate} data-unit={callSign}>
      <Checkbox checked={chosen.has(unit)} onChange={toggle}>
        <span className={styles.who}>
          {hotkey !== undefined && <Kbd keys={hotkey} />}
          <b>{callSign}</b>
          <span className={styles.unitName}>{name}</span>
          <StateDigit digit={state.digit} token={state.token} />
          {state.word}
        </span>
      </Checkbox>
      <div className={styles.reasons}>
        {out
          ? reasons.map((reason) => (
              <Tag key={reason} tone="orange">
                {reason}
              </Tag>
            ))
          : reasons.join(' · ')}
      </div>
    </div>
  )
}
