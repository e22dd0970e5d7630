import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import type { RosterMonth } from '../../../../core/modules/rosters/contract.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { monthAfter, monthWord } from '../month-words.ts'
import type { RosterPage } from './roster-page.ts'
import styles from './Roster.module.css'

/** Which month, and whether it was issued. */
export function MonthHead({
  month,
  onMonth,
}: {
  readonly month: RosterMonth
  readonly onMonth: (month: string) => void
}) {
  const { published } = month
  return (
    <>
      <ActionButton hotkey="[" name="上个月" onPress={() => onMonth(monthAfter(month.month, -1))}>
        ‹
      </ActionButton>
      <h2 className={styles.month}>{monthWord(month.month)}</h2>
      <ActionButton hotkey="]" name="下个月" onPress={() => onMonth(monthAfter(month.month, 1))}>
        ›
      </ActionButton>
      {published ? (
        <Tag
          tone="ok"
          title={`${beijingDateTime(published.at)} ${published.by} ${published.decided}`}
        >
          已印发 {beijingDateTime(published.at).slice(5, 10)}
          {published.changedSince > 0 && ` · 印发后改 ${published.changedSince} 处`}
        </Tag>
      ) : month.state === 'draft' ? (
        <Tag tone="yellow">草稿，未印发</Tag>
      ) : (
        <Tag>未排班</Tag>
      )}
    </>
  )
}

/** What can be done with the month. */
export function PageButtons({
  month,
  hard,
  onPage,
}: {
  readonly month: RosterMonth
  readonly hard: number
  readonly onPage: (page: RosterPage) => void
}) {
  const isPublished = month.state === 'published'
  return (
    <>
      <ActionButton hotkey="Shift+G" onPress={() => onPage('generate')}>
        自动排班
      </ActionButton>
      <ActionButton hotkey="Shift+I" onPress={() => onPage('import')}>
        导入
      </ActionButton>
      <ActionButton hotkey="Shift+E" onPress={() => onPage('export')}>
        打印导出
      </ActionButton>
      {!isPublished && (
        <ActionButton
          kind="primary"
          hotkey="Shift+P"
          refusedBecause={
            month.shifts.length === 0
              ? '还没有排班'
              : hard > 0
                ? `还有 ${hard} 处必须改的问题，改好后才能印发`
                : undefined
          }
          onPress={() => onPage('publish')}
        >
          印发
        </ActionButton>
      )}
    </>
  )
}
