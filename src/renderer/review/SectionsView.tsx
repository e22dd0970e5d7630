import { useState, type KeyboardEvent } from 'react'
import { Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { beijingDateTime } from '../../core/kernel/beijing-time.ts'
import type { Review, ReviewSectionShown } from '../../core/modules/review/contract.ts'
import { queries } from '../client.ts'
import { useFormDraft } from '../log/use-form-draft.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { DataList, type Column } from '../ui/DataList.tsx'
import { describeError } from '../ui/describe-error.ts'
import { isComposing } from '../ui/hotkeys.ts'
import { Tag } from '../ui/Tag.tsx'
import styles from './Review.module.css'

const columns: readonly Column<ReviewSectionShown>[] = [
  {
    key: 'title',
    title: '九个部分',
    width: 'minmax(0, 1fr)',
    cell: ({ number, title }) => `${number} ${title}`,
  },
  {
    key: 'written',
    title: '',
    width: '60px',
    cell: ({ written, others }) =>
      others.length > 0 ? (
        <Tag tone="red">两处</Tag>
      ) : written ? (
        <Tag tone="ok">已改</Tag>
      ) : (
        <Tag>自动</Tag>
      ),
  },
]

/** The nine parts: the list, and the chosen one to be written. */
export function SectionsView({ review }: { readonly review: Review }) {
  const [chosen, setChosen] = useState('basics')
  const section = review.sections.find(({ key }) => key === chosen) ?? review.sections[0]
  return (
    <div className={styles.two}>
      <div className={styles.side}>
        <DataList
          label="九个部分"
          rows={review.sections}
          columns={columns}
          rowKey={({ key }) => key}
          selectedKey={section?.key}
          hideHead
          onSelect={({ key }) => setChosen(key)}
          onOpen={() => document.getElementById('review-words')?.focus()}
        />
      </div>
      {section && <SectionEditor key={section.key} review={review} section={section} />}
    </div>
  )
}

const untouched = { text: '', edited: false }
const isUntouched = (form: typeof untouched) => !form.edited

function SectionEditor({
  review,
  section,
}: {
  readonly review: Review
  readonly section: ReviewSectionShown
}) {
  const draft = useFormDraft(`review:${review.incident}:${section.key}`, untouched, isUntouched)
  // What this person saw when he began: a change elsewhere meanwhile becomes a visible conflict.
  const [seen, setSeen] = useState<ReviewSectionShown['seen']>()
  const write = useMutation(queries.review.writeSection.mutationOptions())
  const { form } = draft
  const text = form.edited ? form.text : section.text
  const save = () => {
    if (write.isPending || !form.edited) return
    write.mutate(
      {
        incident: review.incident,
        section: section.key,
        text: form.text,
        seen: seen ?? section.seen,
      },
      {
        onSuccess: () => {
          draft.clear(untouched)
          setSeen(undefined)
        },
      },
    )
  }
  const change = (words: string) => {
    if (write.isSuccess || write.isError) write.reset()
    if (!form.edited) setSeen(section.seen)
    draft.set({ text: words, edited: true })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || event.key !== 'Enter' || !event.ctrlKey) return
    event.preventDefault()
    save()
  }
  const elsewhere = form.edited && seen !== undefined && seen.length !== section.seen.length
  return (
    <div className={styles.editor} onKeyDown={onKeyDown}>
      <b>
        {section.number} {section.title}
      </b>
      <div className={styles.note}>
        {section.written
          ? `${section.written.by} ${beijingDateTime(section.written.at).slice(5, 16)} 改定`
          : '由记录自动写成，可改；改后以人工为准。'}
        {draft.recovered && ' 已恢复未保存的草稿。'}
        {elsewhere && ' 他处已改，保存后两份都在。'}
      </div>
      <Input.TextArea
        id="review-words"
        aria-label={section.title}
        className={styles.words ?? ''}
        value={text}
        maxLength={10_000}
        readOnly={!review.writable}
        onChange={(event) => change(event.target.value)}
      />
      {section.others.map((other) => (
        <div key={`${other.at} ${other.by}`} className={styles.other} role="alert">
          <span>
            <Tag tone="red">两处同时改动</Tag> {other.by} {beijingDateTime(other.at).slice(5, 16)}
          </span>
          {other.text}
        </div>
      ))}
      {write.error !== null && (
        <div className={styles.problem} role="alert">
          {describeError(write.error)}
        </div>
      )}
      <div className={styles.buttons}>
        <ActionButton
          kind="primary"
          hint="Ctrl+Enter"
          busy={write.isPending}
          refusedBecause={
            review.writable
              ? form.edited
                ? undefined
                : '还没有改动'
              : review.state === null
                ? '先“开始复盘”'
                : '已签发，不能再改'
          }
          onPress={save}
        >
          保存
        </ActionButton>
        {write.isSuccess && <span className={styles.note}>已存</span>}
      </div>
    </div>
  )
}
