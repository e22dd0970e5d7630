import { Select } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { beijingTime } from '../../../../core/kernel/beijing-time.ts'
import type { DutyPage } from '../../../../core/modules/duty-log/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { joined } from './entry-columns.tsx'
import styles from './Log.module.css'

/** Which shift's page it is, who was on duty, and the weather, rain and fire-danger lines. */
export function PageBar({
  page,
  onPage,
  onConditions,
}: {
  readonly page: DutyPage
  /** `undefined`: the page of the shift that is on now. */
  readonly onPage: (page: string | undefined) => void
  readonly onConditions: () => void
}) {
  const pages = useQuery(queries.dutyLog.pages.queryOptions({ input: {} })).data ?? []
  const at = pages.findIndex((one) => one.page === page.page)
  const step = (by: number) => {
    const next = pages[at + by]
    if (next) onPage(next.now ? undefined : next.page)
  }
  const { weather, rain, fireDanger, by, at: setAt } = page.conditions
  const lines = joined(
    [
      weather === '' ? '' : `天气 ${weather}`,
      rain === '' ? '' : `雨水情 ${rain}`,
      fireDanger === '' ? '' : `火险 ${fireDanger}`,
    ],
    ' · ',
  )
  return (
    <div className={styles.bar} role="group" aria-label="本页">
      <ActionButton
        hotkey="["
        name="前一班"
        refusedBecause={at >= 0 && at < pages.length - 1 ? undefined : '没有更早的一页'}
        onPress={() => step(1)}
      >
        前一班
      </ActionButton>
      <Select
        aria-label="班次"
        className={styles.pages ?? ''}
        value={page.page}
        options={pages.map((one) => ({
          value: one.page,
          label: `${one.day} ${one.word}${one.now ? '（本班）' : ''}　${one.entries} 条`,
        }))}
        onChange={(chosen) =>
          onPage(pages.find((one) => one.page === chosen)?.now ? undefined : chosen)
        }
      />
      <ActionButton
        hotkey="]"
        name="后一班"
        refusedBecause={at > 0 ? undefined : '这是最新的一页'}
        onPress={() => step(-1)}
      >
        后一班
      </ActionButton>
      <span className={styles.people}>
        {page.people.map(({ word, name }) => (
          <span key={`${word} ${name}`}>
            <span className={styles.role}>{word}</span> {name}
          </span>
        ))}
      </span>
      <span className={styles.conditions}>
        {lines === '' ? <span className={styles.note}>天气、雨水情、火险还没有填</span> : lines}
        {setAt !== null && (
          <span className={styles.note}>
            {by} {beijingTime(setAt).slice(0, 5)}
          </span>
        )}
      </span>
      <ActionButton hotkey="W" onPress={onConditions}>
        天气与小结
      </ActionButton>
    </div>
  )
}
