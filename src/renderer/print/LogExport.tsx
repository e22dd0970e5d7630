import { useState } from 'react'
import { Checkbox, Input, Select } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { mostPrintedLines, type LogFormat } from '../../core/modules/documents/contract.ts'
import { queries } from '../client.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { coreNow } from '../ui/now.ts'
import { spanOf, spans, type Span } from './log-span.ts'
import { exportRefusal, type Print } from './use-print.ts'
import styles from './Print.module.css'

const formats = [
  ['pdf', 'PDF', 'Alt+P'],
  ['csv', 'CSV（Excel、WPS）', 'Alt+C'],
  ['jsonl', 'JSON 行', 'Alt+J'],
] as const satisfies readonly (readonly [LogFormat, string, string])[]

const spanOptions = spans.map(([value, label]) => ({ value, label }))

/** Prints or exports the duty log or one incident's, with the chain head. */
export function LogExport({
  incident,
  print,
}: {
  readonly incident: string | null
  readonly print: Print
}) {
  const own = useQuery(queries.people.state.queryOptions()).data?.session
  const rights = own?.kind === 'open' ? own.own.rights : undefined
  const [span, setSpan] = useState<Span>(incident === null ? 'day' : 'all')
  const [typed, setTyped] = useState({ from: '', to: '' })
  const [typedOnly, setTypedOnly] = useState(false)
  const [includeStruck, setIncludeStruck] = useState(true)
  // Asked for once per choice: a clock that runs would count the log again every second.
  const [asked, setAsked] = useState(() => Math.floor(coreNow()))
  const range = spanOf(span, typed, asked)
  const input = { incident, ...range, typedOnly, includeStruck }
  const size = useQuery(
    // Counted anew whenever the dialog opens: lines are being written meanwhile.
    queries.documents.logSize.queryOptions({ input, enabled: range !== undefined, staleTime: 0 }),
  ).data?.lines
  const choose = (next: Span) => {
    setAsked(Math.floor(coreNow()))
    setSpan(next)
  }
  const refusal = exportRefusal(rights) ?? (range ? undefined : '请把时间写成 14:02 或 11-29 14:02')
  const tooLong =
    size !== undefined && size > mostPrintedLines
      ? `超过 ${mostPrintedLines} 条，请缩小范围或导出 CSV`
      : undefined
  return (
    <div className={styles.export}>
      <div className={styles.filters}>
        <Select
          aria-label="时间范围"
          className={styles.choice ?? ''}
          value={span}
          options={spanOptions}
          onChange={choose}
        />
        {span === 'own' && (
          <>
            <Input
              aria-label="从"
              className={styles.time}
              prefix="从"
              value={typed.from}
              placeholder="11-29 08:00"
              maxLength={14}
              onChange={(event) => setTyped({ ...typed, from: event.target.value })}
            />
            <Input
              aria-label="到"
              className={styles.time}
              prefix="到"
              value={typed.to}
              placeholder="现在"
              maxLength={14}
              onChange={(event) => setTyped({ ...typed, to: event.target.value })}
            />
          </>
        )}
        <Checkbox checked={typedOnly} onChange={(event) => setTypedOnly(event.target.checked)}>
          只要人工
        </Checkbox>
        <Checkbox
          checked={includeStruck}
          onChange={(event) => setIncludeStruck(event.target.checked)}
        >
          含划改
        </Checkbox>
        <span className={styles.count}>{size === undefined ? '' : `共 ${size} 条`}</span>
      </div>
      <div className={styles.buttons}>
        {formats.map(([format, words, key]) => (
          <ActionButton
            key={format}
            hotkey={key}
            name={`日志 ${words}`}
            busy={print.busy}
            refusedBecause={refusal ?? (format === 'pdf' ? tooLong : undefined)}
            onPress={() => print.exportLog({ ...input, format })}
          >
            {words}
          </ActionButton>
        ))}
        {refusal !== undefined && <span className={styles.bad}>{refusal}</span>}
      </div>
    </div>
  )
}
