import { useState } from 'react'
import type { ReportDetail, ReportSending } from '../../core/modules/reports/contract.ts'
import { levelWords } from '../../core/modules/reports/contract.ts'
import { PrintNote } from '../print/PrintNote.tsx'
import { usePrint } from '../print/use-print.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { useNow } from '../ui/now.ts'
import { Tag } from '../ui/Tag.tsx'
import { timeWords } from './clock-look.ts'
import { copyText } from '../ui/copy-text.ts'
import styles from './Editor.module.css'

/** Beside the text: who has it, its plain text for 微信 and SMS, and what was done with it. */
export function ReportSide({
  report,
  onReceipt,
}: {
  readonly report: ReportDetail
  readonly onReceipt: (sending: ReportSending) => void
}) {
  return (
    <aside className={styles.side}>
      <Sendings report={report} onReceipt={onReceipt} />
      <Papers report={report} />
      <PlainText report={report} />
      <History report={report} />
    </aside>
  )
}

function Sendings({
  report: { sendings },
  onReceipt,
}: {
  readonly report: ReportDetail
  readonly onReceipt: (sending: ReportSending) => void
}) {
  const now = useNow()
  const first = sendings.find(({ receipt }) => receipt === null)
  return (
    <section aria-label="报送和签收">
      <h3>报送和签收</h3>
      {sendings.length === 0 && <p className={styles.pale}>还没有报送。</p>}
      {sendings.map((sending) => {
        const { id, to, level, meansWord, receiver, at, manual, readBack, receipt } = sending
        return (
          <div key={id} className={styles.sending}>
            <div>
              <b>{to}</b> <span className={styles.pale}>{levelWords[level]}</span> {meansWord}{' '}
              {receiver} {timeWords(at, now)}
              {manual && <Tag>人工</Tag>}
              {readBack && <Tag tone="ok">复述无误</Tag>}
            </div>
            {receipt ? (
              <div className={styles.taken}>
                <Tag tone="ok">已签收</Tag> {receipt.by} {timeWords(receipt.at, now)}
                {receipt.manual && <Tag>人工</Tag>}
              </div>
            ) : (
              <ActionButton
                hotkey={id === first?.id ? 'Alt+J' : undefined}
                name={`登记签收：${to}`}
                onPress={() => onReceipt(sending)}
              >
                签收
              </ActionButton>
            )}
          </div>
        )
      })}
    </section>
  )
}

const paperOf = {
  phone_flash: 'phone_flash_report',
  first: 'event_first',
  follow_up: 'event_follow',
  final: 'event_final',
  special: 'special_report',
} as const

/** The report on paper, as it was signed; a draft says that it is one. */
function Papers({ report: { id, kind, incident } }: { readonly report: ReportDetail }) {
  const print = usePrint()
  const make = (format: 'pdf' | 'docx', paper: string = paperOf[kind]) =>
    print.print({ kind: paper, subject: id, incident, format })
  const brief = kind === 'first' || kind === 'follow_up' || kind === 'final'
  return (
    <section aria-label="打印">
      <h3>打印</h3>
      <div className={styles.copies}>
        <ActionButton hotkey="Ctrl+P" busy={print.busy} onPress={() => make('pdf')}>
          PDF
        </ActionButton>
        <ActionButton hotkey="Alt+W" busy={print.busy} onPress={() => make('docx')}>
          DOCX
        </ActionButton>
        {brief && (
          <ActionButton busy={print.busy} onPress={() => make('pdf', 'duty_brief')}>
            值班快报
          </ActionButton>
        )}
      </div>
      <PrintNote print={print} />
    </section>
  )
}

/** One key copies it; how many text messages it would be. */
function PlainText({ report: { texts } }: { readonly report: ReportDetail }) {
  const [note, setNote] = useState('')
  const copy = (text: string, what: string) => {
    void copyText(text).then((copied) => {
      const done = `已复制${what}，${text.length} 字`
      setNote(copied ? done : '没有复制成功，请在下面选中文字后按 Ctrl+C')
    })
  }
  return (
    <section aria-label="文本">
      <h3>微信、短信文本</h3>
      <div className={styles.copies}>
        <ActionButton hotkey="Alt+C" onPress={() => copy(texts.complete, '全文')}>
          复制全文
        </ActionButton>
        <ActionButton hotkey="Alt+X" onPress={() => copy(texts.short, '简文')}>
          复制简文
        </ActionButton>
      </div>
      <p className={styles.pale}>
        全文 {texts.complete.length} 字，短信 {texts.completeParts} 条；简文 {texts.short.length}{' '}
        字，
        {texts.shortParts} 条。
      </p>
      <p className={styles.copied} role="status">
        {note}
      </p>
      <p className={styles.plain} data-text="short">
        {texts.short}
      </p>
    </section>
  )
}

function History({ report }: { readonly report: ReportDetail }) {
  const now = useNow()
  const { draftedBy, draftedAt, steps, reviewer } = report
  return (
    <section aria-label="过程">
      <h3>过程</h3>
      <ol className={styles.history}>
        <li>
          {timeWords(draftedAt, now)} {draftedBy} 起草
        </li>
        {steps.map(({ at, by, action, reason, decidedBy, to }) => (
          <li key={`${at} ${to}`}>
            {timeWords(at, now)} {decidedBy ?? by} {action}
            {decidedBy !== null && decidedBy !== by && `（${by} 登记）`}
            {to === 'signed' && reviewer !== '' && `，审核 ${reviewer}`}
            {reason !== '' && `：${reason}`}
          </li>
        ))}
      </ol>
    </section>
  )
}
