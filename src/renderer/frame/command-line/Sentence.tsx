import type { Span } from '../../../core/modules/command/contract.ts'
import { classes } from '../../ui/classes.ts'
import styles from './Proposal.module.css'

/** The words as typed: blue where understood, dotted orange where kept as they are. */
export function Sentence({
  text,
  spans,
}: {
  readonly text: string
  readonly spans: readonly Span[]
}) {
  return (
    <p className={styles.sentence}>
      {spans.map(({ start, end, kind, meaning }) => {
        const words = text.slice(start, end)
        if (kind === 'blank') return <span key={start}>{words}</span>
        const unread = kind === 'unread'
        return (
          <mark
            key={start}
            className={classes(styles.mark, unread && styles.unread)}
            title={unread ? '没有识别，原样记下' : meaning}
          >
            {words}
          </mark>
        )
      })}
    </p>
  )
}
