import { useEffect, useId } from 'react'
import { Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { maxBriefText, type BriefDetail } from '../../../../core/modules/briefs/contract.ts'
import { queries } from '../../../client.ts'
import { useFormDraft } from '../../../log/use-form-draft.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { ChangedElsewhere } from '../../../ui/ChangedElsewhere.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import styles from './Briefs.module.css'

type Section = BriefDetail['sections'][number]

const empty = { text: '', was: '', seen: '' }
const isBlank = ({ seen }: typeof empty) => seen === ''

/** The writes a typed text answers, out of our own draft. */
const seenIn = (kept: string): Section['seen'] => JSON.parse(kept) as Section['seen']

/**
 * One part of a brief. What is typed is kept as a draft after every pause and becomes a fact when
 * the field is left; a text changed elsewhere meanwhile never overwrites it (UI rule 15).
 */
export function SectionField({
  brief,
  section,
  locked,
}: {
  readonly brief: string
  readonly section: Section
  readonly locked: boolean
}) {
  const id = useId()
  const draft = useFormDraft(`brief:${brief}:${section.section}`, empty, isBlank)
  const save = useMutation(queries.briefs.setText.mutationOptions())
  const { form } = draft
  const typed = !isBlank(form)
  const elsewhere =
    typed && section.text !== form.was && section.text !== form.text.trimEnd()
      ? section.text
      : undefined
  const tooLong = form.text.length > maxBriefText
  // What is recorded and shown by the core needs no draft any more.
  useEffect(() => {
    if (typed && section.text === form.text.trimEnd()) draft.clear()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- when the core's text changes
  }, [section.text])
  const put = (text: string, seen: Section['seen']) =>
    save.mutate({ brief, section: section.section, text, seen })
  const leave = () => {
    if (typed && elsewhere === undefined && !tooLong) put(form.text, seenIn(form.seen))
  }
  const { fresh } = section
  return (
    <div className={styles.section} data-section={section.section}>
      <label htmlFor={id}>
        {section.title}
        {section.auto && !typed && !locked && <Tag title="由记录自动写出，改过就不再标">自动</Tag>}
        {typed && <Tag tone="blue">未存</Tag>}
      </label>
      {locked ? (
        <p className={styles.locked}>{section.text}</p>
      ) : (
        <Input.TextArea
          id={id}
          value={typed ? form.text : section.text}
          className={styles.words ?? ''}
          rows={2}
          aria-invalid={tooLong || save.isError}
          onBlur={leave}
          onChange={({ target }) =>
            draft.set({
              text: target.value,
              was: typed ? form.was : section.text,
              seen: typed ? form.seen : JSON.stringify(section.seen),
            })
          }
        />
      )}
      {tooLong && (
        <ProblemNote
          error={`太长：${form.text.length} 字，一部分最多 ${maxBriefText} 字，请删减。文字没有丢。`}
        />
      )}
      <ProblemNote error={save.error} before="没有保存，文字还在。" />
      <ChangedElsewhere
        changed={elsewhere}
        by={section.by}
        at={section.at}
        onTake={() => draft.clear()}
        onKeep={() => put(form.text, section.seen)}
      />
      {!locked && !typed && fresh !== null && (
        <div className={styles.fresh}>
          <p>记录已有变化，现在应为：{fresh}</p>
          <ActionButton name={`更新${section.title}`} onPress={() => put(fresh, section.seen)}>
            更新
          </ActionButton>
        </div>
      )}
      {section.others.map((other) => (
        <div key={`${other.by} ${other.at}`} className={styles.fresh} role="alert">
          <p>
            同时另有一稿（{other.by}）：{other.text}
          </p>
          <ActionButton onPress={() => put(other.text, section.seen)}>用这一稿</ActionButton>
          <ActionButton onPress={() => put(section.text, section.seen)}>留现在的</ActionButton>
        </div>
      ))}
    </div>
  )
}
