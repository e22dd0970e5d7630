import { useRef, useState } from 'react'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { OwnSession } from '../../../core/modules/people/contract.ts'
import { queries } from '../../client.ts'
import { classes } from '../../ui/classes.ts'
import { describeError } from '../../ui/describe-error.ts'
import { isComposing, useHotkey } from '../../ui/hotkeys.ts'
import { useSelection } from '../selection.ts'
import { targetOf, type KnownIncident } from './target.ts'
import { SavedNote } from './SavedNote.tsx'
import { useDraft } from './use-draft.ts'
import { useHistory } from './use-history.ts'
import styles from './CommandBar.module.css'

const noIncidents: readonly KnownIncident[] = []

/**
 * One sentence, saved with Enter as a line of the selected incident, of `#12`, or of the duty
 * log. The words stay until the core has committed them.
 */
export function CommandLine({ own }: { readonly own: OwnSession }) {
  const input = useRef<HTMLInputElement>(null)
  const draft = useDraft('command')
  const history = useHistory()
  const [saved, setSaved] = useState<{ readonly id: string; readonly number: string }>()
  const incidents = useQuery(queries.incidents.list.queryOptions({ input: {} }))
  const selected = useSelection((selection) => selection.incident)
  const target = targetOf(draft.text, incidents.data?.incidents ?? noIncidents, selected)
  const write = useMutation(queries.logbook.write.mutationOptions())
  const focus = () => {
    input.current?.focus()
    input.current?.select()
  }
  useHotkey('/', '命令行', focus)
  useHotkey('Ctrl+K', '命令行', focus)

  const type = (text: string) => {
    setSaved(undefined)
    if (write.isError) write.reset()
    draft.set(text)
  }
  const save = () => {
    if (write.isPending || target.kind === 'unknown-incident' || target.text === '') return
    const incident = target.kind === 'incident' ? { incident: target.incident.id } : {}
    const source = { kind: 'person' as const, id: own.person, text: own.name }
    const line = draft.text
    const words = { ...incident, kind: 'other' as const, source, text: target.text }
    write.mutate(words, {
      onSuccess: ({ id, number }) => {
        setSaved({ id, number })
        history.add(line.trim())
        draft.clear(line)
      },
    })
  }
  const problem =
    target.kind === 'unknown-incident'
      ? `没有在办的事件 ${target.number}，请核对编号。文字没有保存。`
      : write.error === null
        ? undefined
        : describeError(write.error)
  return (
    <div className={styles.line}>
      {problem !== undefined && (
        <div className={classes(styles.answer, styles.failed)} role="alert">
          {problem}
        </div>
      )}
      <span aria-hidden>›</span>
      <span className={styles.target}>{wordsOf(target)}</span>
      <input
        ref={input}
        id="command-line"
        value={draft.text}
        maxLength={2000}
        autoComplete="off"
        data-draft={draft.kept ? 'kept' : 'unsaved'}
        placeholder="写一句，Enter 保存；#12 文字 记到事件 12"
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return
          if (event.key === 'Enter') save()
          if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
            const line = history.step(event.key === 'ArrowUp' ? -1 : 1)
            if (line !== undefined) type(line)
          }
          if (event.key === 'Escape') input.current?.blur()
        }}
      />
      {write.isPending && <span className={styles.good}>正在保存…</span>}
      {saved !== undefined && (
        <SavedNote
          key={saved.id}
          entry={saved.id}
          number={saved.number}
          mayUndo={draft.text === ''}
        />
      )}
    </div>
  )
}

function wordsOf(target: ReturnType<typeof targetOf>): string {
  if (target.kind === 'incident') return `${target.incident.number} ${target.incident.title}`
  return target.kind === 'duty-log' ? '值班日志' : target.number
}
