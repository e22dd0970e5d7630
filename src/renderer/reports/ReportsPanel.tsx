import { useState } from 'react'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Incident } from '../../core/modules/incidents/contract.ts'
import {
  reportKinds,
  type Report,
  type ReportClock,
  type ReportKind,
} from '../../core/modules/reports/contract.ts'
import { queries } from '../client.ts'
import { useNavigation } from '../frame/navigation.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { useHotkey } from '../ui/hotkeys.ts'
import { Panel } from '../ui/Panel.tsx'
import { FailingState, LoadingState } from '../ui/states.tsx'
import { Tag } from '../ui/Tag.tsx'
import { FileForm } from './FileForm.tsx'
import { LimitTable } from './LimitTable.tsx'
import { stateNote, stateTones } from './report-look.ts'
import styles from './Reports.module.css'

/** What is usually written next. */
export function nextKind(reports: readonly Report[]): ReportKind {
  const standing = reports.filter(({ state }) => state !== 'void')
  if (standing.some(({ kind }) => kind === 'first')) return 'follow_up'
  return standing.some(({ kind }) => kind === 'phone_flash') ? 'first' : 'phone_flash'
}

/** 信息报告: what is due of one incident, what was written, and who has it. */
export function ReportsPanel({ incident }: { readonly incident: Pick<Incident, 'id'> }) {
  const list = useQuery(queries.reports.list.queryOptions({ input: { incident: incident.id } }))
  const [choosing, setChoosing] = useState(false)
  const [filing, setFiling] = useState<ReportClock>()
  const { goTo } = useNavigation()
  const draft = useMutation(
    queries.reports.draft.mutationOptions({ onSuccess: ({ id }) => goTo('reports', id) }),
  )
  const start = (kind: ReportKind) => {
    if (!draft.isPending) draft.mutate({ incident: incident.id, kind })
  }
  if (list.error !== null && !list.data) {
    return (
      <Panel title="信息报告">
        <FailingState title="读不到报告" error={list.error} onRetry={() => void list.refetch()} />
      </Panel>
    )
  }
  if (list.isPending) {
    return (
      <Panel title="信息报告">
        <LoadingState what="报告" />
      </Panel>
    )
  }
  const { reports, clocks } = list.data
  const next = nextKind(reports)
  const nextWord = reportKinds.find(([key]) => key === next)?.[1] ?? ''
  return (
    <Panel
      title="信息报告"
      extra={
        <>
          <ActionButton
            kind="quiet"
            hotkey="Shift+W"
            name="起草其他种类"
            onPress={() => setChoosing(!choosing)}
          >
            其他
          </ActionButton>
          <ActionButton
            kind="primary"
            hotkey="W"
            busy={draft.isPending}
            onPress={() => start(next)}
          >
            {`起草${nextWord}`}
          </ActionButton>
        </>
      }
      footer="报出须记：接收单位、接收人、分钟。电话先报，书面后补。"
    >
      {choosing && <KindChoice onChoose={start} onClose={() => setChoosing(false)} />}
      {draft.error !== null && (
        <div className={styles.problem} role="alert">
          {describeError(draft.error)}
        </div>
      )}
      <LimitTable clocks={clocks} reports={reports} onFile={setFiling} />
      {filing && (
        <FileForm incident={incident.id} clock={filing} onDone={() => setFiling(undefined)} />
      )}
      <ReportRows reports={reports} onOpen={(id) => goTo('reports', id)} />
    </Panel>
  )
}

/** 1 … 5 choose the kind. */
function KindChoice({
  onChoose,
  onClose,
}: {
  readonly onChoose: (kind: ReportKind) => void
  readonly onClose: () => void
}) {
  useHotkey('Escape', '收起', onClose)
  return (
    <div className={styles.kinds} role="group" aria-label="起草哪一种">
      {reportKinds.map(([kind, word], at) => (
        <ActionButton key={kind} hotkey={String(at + 1)} onPress={() => onChoose(kind)}>
          {word}
        </ActionButton>
      ))}
    </div>
  )
}

function ReportRows({
  reports,
  onOpen,
}: {
  readonly reports: readonly Report[]
  readonly onOpen: (id: string) => void
}) {
  if (reports.length === 0) return null
  return (
    <ul className={styles.rows} aria-label="已写报告">
      {reports.toReversed().map((report) => (
        <li key={report.id}>
          <button type="button" className={styles.report} onClick={() => onOpen(report.id)}>
            <b>{report.name}</b>
            <span className={styles.number}>{report.documentNo ?? '未签发'}</span>
            <Tag tone={stateTones[report.state]}>{report.stateWord}</Tag>
            <span className={styles.note}>{stateNote(report)}</span>
            {report.missing.length > 0 && report.documentNo === null && (
              <Tag tone="yellow" title={report.missing.join('、')}>
                缺 {report.missing.length} 项
              </Tag>
            )}
          </button>
        </li>
      ))}
    </ul>
  )
}
