import { useId } from 'react'
import { Input } from 'antd'
import { maxElementLength, type ReportElementState } from '../../core/modules/reports/contract.ts'
import { beijingTime } from '../../core/kernel/beijing-time.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { Tag } from '../ui/Tag.tsx'
import type { ReportText } from './use-report-text.ts'
import styles from './Editor.module.css'

/** One element of a report: its words, where they come from, and what happened to them elsewhere. */
export function ElementField({
  element,
  text,
  locked,
}: {
  readonly element: ReportElementState
  readonly text: ReportText
  readonly locked: boolean
}) {
  const id = useId()
  const { key, label, hint, required, missing, auto } = element
  const typed = text.isDirty(key)
  const shown = text.textOf(element)
  const problem = text.problemOf(key)
  const tooLong = shown.length > maxElementLength
  return (
    <div className={styles.element} data-element={key}>
      <label htmlFor={id}>
        {label}
        {missing && shown.trim() === '' && !locked && <Tag tone="yellow">缺</Tag>}
        {auto && !typed && !locked && <Tag title="由记录自动填入，改过就不再标">自动填入</Tag>}
        {typed && <Tag tone="blue">未存</Tag>}
      </label>
      <div className={styles.control}>
        {locked ? (
          <p className={styles.locked}>{shown.trim() === '' ? '—' : shown}</p>
        ) : (
          <Input.TextArea
            id={id}
            className={styles.words ?? ''}
            value={shown}
            rows={1}
            placeholder={hint}
            aria-required={required}
            aria-invalid={tooLong || problem !== undefined}
            onFocus={() => text.focus(element)}
            onBlur={() => text.leave(element)}
            onChange={(event) => text.change(element, event.target.value)}
          />
        )}
        {tooLong && (
          <div className={styles.problem} role="alert">
            太长：{shown.length} 字，一项最多 {maxElementLength} 字，请删减后保存。文字没有丢。
          </div>
        )}
        {problem !== undefined && !tooLong && (
          <div className={styles.problem} role="alert">
            没有保存，文字还在。{describeError(problem)}
          </div>
        )}
        <Elsewhere element={element} text={text} />
        <Fresh element={element} text={text} />
        <Others element={element} text={text} locked={locked} />
      </div>
    </div>
  )
}

interface NoteProps {
  readonly element: ReportElementState
  readonly text: ReportText
}

/** Somebody else wrote here while this officer types: both stay until he decides. */
function Elsewhere({ element, text }: NoteProps) {
  const other = text.elsewhere(element)
  if (other === undefined) return null
  return (
    <div className={styles.note} role="alert">
      <span>
        别处已改（{element.by} {beijingTime(element.at).slice(0, 5)}）：
        {other === '' ? '清空' : other}
      </span>
      <ActionButton hotkey="Alt+Y" onPress={() => text.drop(element.key)}>
        采用
      </ActionButton>
      <ActionButton hotkey="Alt+N" onPress={() => text.keep(element)}>
        用我的
      </ActionButton>
    </div>
  )
}

/** The record moved on and nobody has touched this text. */
function Fresh({ element, text }: NoteProps) {
  if (element.fresh === null || text.isDirty(element.key)) return null
  const { fresh } = element
  return (
    <div className={styles.note}>
      <span>记录已更新：{fresh === '' ? '无' : fresh}</span>
      <ActionButton name={`采用新记录：${element.label}`} onPress={() => text.put(element, fresh)}>
        采用
      </ActionButton>
    </div>
  )
}

/** Written in two places at once: both are shown, a person decides. */
function Others({ element, text, locked }: NoteProps & { readonly locked: boolean }) {
  if (element.others.length === 0 || locked) return null
  return (
    <div className={styles.note} role="alert">
      <Tag tone="red">两处同时改动</Tag>
      {element.others.map((other) => (
        <span key={`${other.at} ${other.text}`}>
          {other.by} {beijingTime(other.at).slice(0, 5)}：{other.text === '' ? '清空' : other.text}
          <ActionButton kind="quiet" onPress={() => text.put(element, other.text)}>
            用这个
          </ActionButton>
        </span>
      ))}
      <ActionButton onPress={() => text.put(element, element.text)}>就用现在这个</ActionButton>
    </div>
  )
}
