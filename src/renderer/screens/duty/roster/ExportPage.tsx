import { useState } from 'react'
import { Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { sheetForms, type RosterMonth } from '../../../../core/modules/rosters/contract.ts'
import { queries } from '../../../client.ts'
import { fetchOffer } from '../../../print/fetch-offer.ts'
import { PrintNote } from '../../../print/PrintNote.tsx'
import { madeLast, usePrint } from '../../../print/use-print.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { monthDays, monthWord } from '../month-words.ts'
import styles from './Roster.module.css'

const everybody = ''

/** 打印导出: the sheet as PDF and as XLSX, and the duties for a telephone's calendar. */
export function ExportPage({
  month,
  onClose,
}: {
  readonly month: RosterMonth
  readonly onClose: () => void
}) {
  const sheets = useQuery(queries.rosters.sheets.queryOptions({ input: { month: month.month } }))
  const print = usePrint()
  const offered = { onSuccess: fetchOffer }
  const sheet = useMutation(queries.rosters.exportSheet.mutationOptions(offered))
  const calendar = useMutation(queries.rosters.exportCalendar.mutationOptions(offered))
  const [person, setPerson] = useState(everybody)
  const days = monthDays(month.month)
  const formWord = (form: string) => sheetForms.find(([key]) => key === form)?.[1] ?? form
  return (
    <Panel
      title={`打印导出 ${monthWord(month.month)}`}
      extra={
        <ActionButton hotkey="Escape" onPress={onClose}>
          返回
        </ActionButton>
      }
    >
      <div className={styles.form}>
        {month.state !== 'published' && (
          <p className={styles.softWords}>这个月还没有印发：导出的是草稿。</p>
        )}
        {(sheets.data ?? []).map(({ subject, title, form, from, to }, index) => (
          <div key={subject} className={styles.line}>
            <span className={styles.cut}>
              {title} <span className={styles.note}>{formWord(form)}</span>
            </span>
            <ActionButton
              hotkey={index === 0 ? 'P' : undefined}
              name={`${title} PDF`}
              busy={print.busy}
              onPress={() =>
                print.print({
                  kind: 'duty_roster',
                  subject,
                  incident: null,
                  format: 'pdf',
                  keep: false,
                })
              }
            >
              PDF（A4）
            </ActionButton>
            <ActionButton
              hotkey={index === 0 ? 'X' : undefined}
              name={`${title} XLSX`}
              busy={sheet.isPending}
              onPress={() => sheet.mutate({ form, from, to })}
            >
              XLSX 表格
            </ActionButton>
          </div>
        ))}
        <ProblemNote error={sheets.error} />
        <PrintNote print={print} />
        <div className={styles.line}>
          <Field label="日历文件（手机、电脑日历都能导入）" hint="只含已印发的班">
            {(control) => (
              <Select
                {...control}
                showSearch={{ optionFilterProp: 'label' }}
                value={person}
                options={[
                  { value: everybody, label: '全部人员' },
                  ...month.people
                    .filter(({ serves }) => serves)
                    .map(({ id, name }) => ({ value: id, label: name })),
                ]}
                onChange={setPerson}
              />
            )}
          </Field>
          <ActionButton
            hotkey="C"
            busy={calendar.isPending}
            onPress={() =>
              calendar.mutate({ person: person === everybody ? null : person, ...days })
            }
          >
            导出日历
          </ActionButton>
        </div>
        <PrintNote print={madeLast([sheet, calendar])} />
      </div>
    </Panel>
  )
}
