import type { Api } from '../../../client.ts'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import styles from './Roster.module.css'

export type Effect = Awaited<ReturnType<Api['rosters']['shiftEffect']>>

/** What keeps it from being stored: in a draft a gap may stay for now. */
export function stillHard({ broken }: Effect, published: boolean): Effect['broken'] {
  return broken.filter(({ hard, rule }) => hard && (published || rule !== 'gap'))
}

/** 改后: the change in words, and each rule it breaks or mends, before anything is stored. */
export function ShiftEffect({
  effect,
  error,
  standing,
  withSoft,
}: {
  readonly effect: Effect | undefined
  readonly error: unknown
  /** Who would stand there without being needed. */
  readonly standing: readonly string[]
  /** Those that may be broken too; else fields ask for their reasons. */
  readonly withSoft: boolean
}) {
  const broken = effect?.broken.filter(({ hard }) => hard || withSoft) ?? []
  const nothing = effect && effect.words !== '' && effect.broken.length === 0
  return (
    <div className={styles.overrides} role="status" aria-label="改后">
      <ProblemNote error={effect ? null : error} />
      {effect && effect.words !== '' && <span>{effect.words}</span>}
      {broken.map(({ key, hard, words }) => (
        <span key={key}>
          <Tag tone={hard ? 'red' : 'yellow'}>{hard ? '必须改' : '可变通'}</Tag> {words}
        </span>
      ))}
      {standing.map((words) => (
        <span key={words} className={styles.softWords}>
          {words}
        </span>
      ))}
      {effect?.mended.map(({ key, words }) => (
        <span key={key}>
          <Tag tone="ok">解决</Tag> {words}
        </span>
      ))}
      {nothing && <span className={styles.note}>没有新的问题。</span>}
    </div>
  )
}
