import type { ReactNode } from 'react'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import { AskFirst } from '../../../ui/AskFirst.tsx'
import section from '../Section.module.css'

/** What is kept of such a file, whether it is in use, and its removal. */
export function LocalFileRows({
  word,
  file,
  about,
  lost,
  busy,
  onRemove,
}: {
  readonly word: string
  readonly file: {
    readonly name: string
    readonly source: string
    readonly fileName: string
    readonly at: number
    readonly by: string
    readonly trouble: string | null
  }
  readonly about: ReactNode
  /** What does not work without it. */
  readonly lost: string
  readonly busy: boolean
  readonly onRemove: () => void
}) {
  return (
    <dl className={section.rows}>
      <dt>名称</dt>
      <dd>
        <b>{file.name}</b>
        {file.trouble === null ? (
          <span className={section.good}>在用</span>
        ) : (
          <span className={section.bad} role="alert">
            {file.trouble}
          </span>
        )}
      </dd>
      <dt>内容</dt>
      <dd>{about}</dd>
      <dt>来源</dt>
      <dd>{file.source === '' ? <span className={section.note}>未填</span> : file.source}</dd>
      <dt>文件</dt>
      <dd>{file.fileName}</dd>
      <dt>导入</dt>
      <dd>
        {beijingDateTime(file.at)} {file.by}
      </dd>
      <dt>移除</dt>
      <dd>
        <AskFirst
          ask={`移除${word}…`}
          question={`移除${word}「${file.name}」？移除后${lost}；要再用，需要重新导入。`}
          yes="移除"
          busy={busy}
          onYes={onRemove}
        />
      </dd>
    </dl>
  )
}
