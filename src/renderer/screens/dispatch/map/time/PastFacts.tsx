import { beijingTime } from '../../../../../core/kernel/beijing-time.ts'
import { alarmPriorityWords, alarmStateWords } from '../../../../../core/modules/alarms/contract.ts'
import { usePast } from './past-store.ts'
import panel from '../ToolPanel.module.css'
import styles from './Time.module.css'

interface Fact {
  readonly key: string
  readonly at: number
  readonly words: string
  readonly note: string
}

/** Alarms that stood then, and who was on the air. */
export function PastFacts() {
  const shown = usePast((past) => past.shown)
  if (!shown) return null
  const alarms = shown.picture.alarms.map(({ id, raisedAt, title, priority, state }) => ({
    key: id,
    at: raisedAt,
    words: title,
    note: `${alarmPriorityWords[priority]} · ${alarmStateWords[state]}`,
  }))
  const calls = shown.calls.map(({ id, at, who, text, ongoing }) => ({
    key: id,
    at,
    // A group call's words name who spoke.
    words: text.includes(who) ? text : `${who} ${text}`,
    note: ongoing ? '正在通话' : '刚结束',
  }))
  return (
    <>
      <Facts title="当时的告警" facts={alarms} />
      <Facts title="当时的通话" facts={calls} />
    </>
  )
}

/** Closed until it is asked for: the log stays in sight. */
function Facts({ title, facts }: { readonly title: string; readonly facts: readonly Fact[] }) {
  if (facts.length === 0) return null
  return (
    <details className={styles.factsOf} aria-label={title}>
      <summary>
        {title} {facts.length}
      </summary>
      <ul className={styles.facts}>
        {facts.map(({ key, at, words, note }) => (
          <li key={key} title={`${beijingTime(at)} ${words}（${note}）`}>
            <span className={styles.clock}>{beijingTime(at).slice(0, 5)}</span>
            <span className={styles.factWords}>{words}</span>
            <span className={panel.word}>{note}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
