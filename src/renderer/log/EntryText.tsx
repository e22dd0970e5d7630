import { beijingTime } from '../../core/kernel/beijing-time.ts'
import type { LogEntry } from '../../core/modules/logbook/contract.ts'
import { Tag } from '../ui/Tag.tsx'
import { markedPieces } from './highlight.ts'
import styles from './EntryText.module.css'

/** What a line says, with its marks: struck and by which line, correction, 补录, 待办. */
export function EntryText({
  entry,
  query,
  narrow,
}: {
  readonly entry: LogEntry
  readonly query: string
  /** The time of typing is on hover only. */
  readonly narrow: boolean
}) {
  const { struck, corrects } = entry
  const words = <Marked text={entry.text} query={query} />
  return (
    <span className={styles.text}>
      {corrects !== null && (
        <span className={styles.note}>更正 {corrects.number ?? '（未到）'}：</span>
      )}
      {struck === null ? words : <s>{words}</s>}
      {struck !== null && (
        <span className={styles.note}>
          {struck.replacedBy === null
            ? `已划改：${struck.reason}`
            : `→ 见 ${struck.replacedBy.number ?? '（未到）'}，${struck.reason}`}
        </span>
      )}
      {entry.late && (
        <Tag title={`录入 ${beijingTime(entry.typedAt)}`}>
          补录{narrow ? '' : ` ${beijingTime(entry.typedAt)}`}
        </Tag>
      )}
      {entry.needsAction &&
        struck === null &&
        (entry.actionClosed === null ? (
          <Tag tone="yellow" title="办结前列在“待办”里">
            待办
          </Tag>
        ) : (
          <Tag title={entry.actionClosed.note}>已办 {entry.actionClosed.by}</Tag>
        ))}
    </span>
  )
}

function Marked({ text, query }: { readonly text: string; readonly query: string }) {
  if (query === '') return text
  return markedPieces(text, query).map((piece) =>
    piece.marked ? (
      <mark key={piece.at}>{piece.text}</mark>
    ) : (
      <span key={piece.at}>{piece.text}</span>
    ),
  )
}
