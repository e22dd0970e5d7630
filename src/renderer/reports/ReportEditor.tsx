import { useState } from 'react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { beijingTime } from '../../core/kernel/beijing-time.ts'
import type { ReportDetail, ReportSending } from '../../core/modules/reports/contract.ts'
import { queries } from '../client.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { Panel } from '../ui/Panel.tsx'
import { FailingState, LoadingState } from '../ui/states.tsx'
import { Tag } from '../ui/Tag.tsx'
import { ElementField } from './ElementField.tsx'
import { ReportSide } from './ReportSide.tsx'
import { ReasonForm, ReceiptForm, SendForm, SignForm } from './StepForms.tsx'
import { stateTones } from './report-look.ts'
import { useReportText, type ReportText } from './use-report-text.ts'
import styles from './Editor.module.css'

/** One report, from the first word to the receipt. Give it the report as React `key`. */
export function ReportEditor({
  report: id,
  onClose,
  onIncident,
}: {
  readonly report: string
  readonly onClose: () => void
  readonly onIncident: (incident: string) => void
}) {
  const shown = useQuery(queries.reports.show.queryOptions({ input: { report: id } }))
  if (shown.error !== null && !shown.data) {
    return (
      <Panel title="报告">
        <FailingState
          title="读不到这份报告"
          error={shown.error}
          onRetry={() => void shown.refetch()}
        />
      </Panel>
    )
  }
  if (shown.isPending) {
    return (
      <Panel title="报告">
        <LoadingState what="报告" />
      </Panel>
    )
  }
  return <OpenReport report={shown.data} onClose={onClose} onIncident={onIncident} />
}

type Asked =
  | { readonly form: 'sign' | 'send' }
  | { readonly form: 'reason'; readonly to: 'returned' | 'void' }
  | { readonly form: 'receipt'; readonly sending: ReportSending }

function OpenReport({
  report,
  onClose,
  onIncident,
}: {
  readonly report: ReportDetail
  readonly onClose: () => void
  readonly onIncident: (incident: string) => void
}) {
  const text = useReportText(report)
  const [asked, setAsked] = useState<Asked>()
  const done = () => setAsked(undefined)
  const locked = !['draft', 'reviewing', 'returned'].includes(report.state)
  return (
    <Panel
      label={`${report.name} ${report.title}`}
      title={
        <span className={styles.title}>
          <h2>{report.name}</h2>
          <span className={styles.number}>{report.documentNo ?? '未签发'}</span>
          <Tag tone={stateTones[report.state]}>{report.stateWord}</Tag>
          {report.urgent && <Tag tone="orange">紧急直签</Tag>}
          {report.missing.length > 0 && !locked && (
            <Tag tone="yellow" title={report.missing.join('、')}>
              缺 {report.missing.length} 项
            </Tag>
          )}
          {text.recovered && <Tag tone="blue">已恢复</Tag>}
        </span>
      }
      extra={
        <>
          <span className={styles.saved}>
            {text.dirty > 0 &&
              text.savedAt !== undefined &&
              `草稿 ${beijingTime(text.savedAt)} 已存`}
          </span>
          <ActionButton kind="quiet" hotkey="Alt+I" onPress={() => onIncident(report.incident)}>
            事件
          </ActionButton>
          <ActionButton kind="quiet" hotkey="Alt+ArrowLeft" onPress={onClose}>
            返回
          </ActionButton>
        </>
      }
      fixed
    >
      <Steps report={report} text={text} onAsk={setAsked} />
      {asked && <AskedForm report={report} asked={asked} onDone={done} />}
      <div className={styles.parts}>
        <div className={styles.elements}>
          {report.earlier && (
            <p className={styles.earlier}>
              接 {report.earlier.name} {report.earlier.documentNo ?? '（未签发）'}，不重复前报内容。
            </p>
          )}
          {report.remarks !== '' && (
            <p className={styles.remarks} role="status">
              退回意见：{report.remarks}
            </p>
          )}
          {[report.titleState, ...report.elements].map((element) => (
            <ElementField key={element.key} element={element} text={text} locked={locked} />
          ))}
          {report.leftOut.map(({ label, text: words, by }) => (
            <p key={label} className={styles.remarks}>
              签发时未纳入：{label}（{by}）{words}
            </p>
          ))}
        </div>
        <ReportSide
          report={report}
          onReceipt={(sending) => setAsked({ form: 'receipt', sending })}
        />
      </div>
    </Panel>
  )
}

function AskedForm({
  report,
  asked,
  onDone,
}: {
  readonly report: ReportDetail
  readonly asked: Asked
  readonly onDone: () => void
}) {
  switch (asked.form) {
    case 'sign':
      return <SignForm report={report} onDone={onDone} />
    case 'send':
      return <SendForm report={report} onDone={onDone} />
    case 'receipt':
      return <ReceiptForm report={report} sending={asked.sending} onDone={onDone} />
    case 'reason': {
      const step = report.next.find(({ to }) => to === asked.to)
      if (!step) return null
      const { action, leader } = step
      return (
        <ReasonForm report={report} to={asked.to} action={action} leader={leader} onDone={onDone} />
      )
    }
  }
}

const stepKeys: Readonly<Record<string, string>> = {
  reviewing: 'Alt+R',
  signed: 'Alt+S',
  returned: 'Alt+B',
  sent: 'Alt+E',
  void: 'Alt+V',
}

/** The steps that may come next, with their keys; the usual one is the only blue button. */
function Steps({
  report,
  text,
  onAsk,
}: {
  readonly report: ReportDetail
  readonly text: ReportText
  readonly onAsk: (asked: Asked) => void
}) {
  const client = useQueryClient()
  const step = useMutation(queries.reports.step.mutationOptions())
  const [unsaved, setUnsaved] = useState(false)
  const [saving, setSaving] = useState(false)
  // What is on the screen is what is reviewed and signed: typed words are recorded first.
  const afterSaving = async (go: () => void) => {
    setSaving(true)
    const saved = await text.flush()
    // The signature names the text that was seen: with these words in it, not before them.
    await client.refetchQueries({
      queryKey: queries.reports.show.queryKey({ input: { report: report.id } }),
    })
    setSaving(false)
    setUnsaved(!saved)
    if (saved) go()
  }
  const press = (to: ReportDetail['next'][number]['to']) => {
    if (to === 'signed') void afterSaving(() => onAsk({ form: 'sign' }))
    else if (to === 'sent') onAsk({ form: 'send' })
    else if (to === 'returned' || to === 'void') onAsk({ form: 'reason', to })
    else if (to === 'reviewing') void afterSaving(() => step.mutate({ report: report.id, to }))
    else if (to === 'draft') step.mutate({ report: report.id, to })
  }
  const byHand = report.next.filter(({ to }) => to !== 'acknowledged' && to !== 'superseded')
  const again = report.state === 'sent'
  return (
    <div className={styles.steps} role="group" aria-label="办理">
      {byHand.map(({ to, action }, at) => (
        <ActionButton
          key={to}
          kind={at === 0 && to !== 'void' ? 'primary' : 'normal'}
          hotkey={stepKeys[to]}
          busy={step.isPending || saving}
          onPress={() => press(to)}
        >
          {action}
        </ActionButton>
      ))}
      {again && (
        <ActionButton hotkey={stepKeys.sent} onPress={() => onAsk({ form: 'send' })}>
          加报其他单位
        </ActionButton>
      )}
      {byHand.length === 0 && !again && (
        <span className={styles.saved}>{report.stateWord}，不再办理</span>
      )}
      {unsaved && (
        <span className={styles.problem} role="alert">
          有内容没有保存，请先按提示改正。
        </span>
      )}
      {step.error !== null && (
        <span className={styles.problem} role="alert">
          {describeError(step.error)}
        </span>
      )}
    </div>
  )
}
