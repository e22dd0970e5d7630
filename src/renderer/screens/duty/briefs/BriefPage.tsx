import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import type { BriefDetail } from '../../../../core/modules/briefs/contract.ts'
import { queries } from '../../../client.ts'
import { PrintNote } from '../../../print/PrintNote.tsx'
import { usePrint } from '../../../print/use-print.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { FailingState, LoadingState } from '../../../ui/states.tsx'
import { SectionField } from './SectionField.tsx'
import { SendForm } from './SendForm.tsx'
import { SignForm } from './SignForm.tsx'
import { VoidForm } from './VoidForm.tsx'
import styles from './Briefs.module.css'

const time = (ms: number) => beijingDateTime(ms).slice(0, 16)

/** One brief: its parts, who signed it, where it went, and what may be done now. */
export function BriefPage({ brief }: { readonly brief: string }) {
  const shown = useQuery(queries.briefs.show.queryOptions({ input: { brief } }))
  const detail = shown.data
  return (
    <Panel
      title={detail ? `${detail.word} ${detail.number}` : '要情'}
      className={styles.page}
      extra={detail && <Papers detail={detail} />}
      footer={detail && <Steps detail={detail} />}
    >
      {shown.isError && !detail && (
        <FailingState
          title="读不到这期要情"
          error={shown.error}
          onRetry={() => void shown.refetch()}
        />
      )}
      {shown.isPending && <LoadingState what="要情" />}
      {detail && (
        <div className={styles.body}>
          <Standing detail={detail} />
          {detail.sections.map((section) => (
            <SectionField
              key={section.section}
              brief={detail.id}
              section={section}
              locked={detail.state !== 'draft'}
            />
          ))}
        </div>
      )}
    </Panel>
  )
}

function Standing({ detail }: { readonly detail: BriefDetail }) {
  const { from, to, by, at, signedBy, signedAt, sendings, voided, hash } = detail
  return (
    <div className={styles.standing}>
      <p>
        {time(from)} 至 {time(to)}，{by} {time(at)} 起草
        {signedBy !== null && signedAt !== null && `；${signedBy} ${time(signedAt)} 签发`}
      </p>
      {sendings.map((sending) => (
        <p key={`${sending.to} ${sending.sentAt}`}>
          {time(sending.sentAt)} 以{sending.meansWord}报送{sending.to}，接收人 {sending.receiver}（
          {sending.by} 登记）
        </p>
      ))}
      {hash !== null && <p className={styles.note}>签发文本校验码 {hash.slice(0, 12)}</p>}
      {voided && <ProblemNote error={`${voided.by} ${time(voided.at)} 作废：${voided.reason}`} />}
    </div>
  )
}

function Papers({ detail: { id, kind } }: { readonly detail: BriefDetail }) {
  const print = usePrint()
  const make = (format: 'pdf' | 'docx') =>
    print.print({
      kind: kind === 'daily' ? 'daily_brief' : 'period_brief',
      subject: id,
      incident: null,
      format,
    })
  return (
    <>
      <PrintNote print={print} />
      <ActionButton hotkey="Ctrl+P" busy={print.busy} onPress={() => make('pdf')}>
        PDF
      </ActionButton>
      <ActionButton hotkey="Alt+W" busy={print.busy} onPress={() => make('docx')}>
        DOCX
      </ActionButton>
    </>
  )
}

type Open = 'sign' | 'send' | 'void'

function Steps({ detail }: { readonly detail: BriefDetail }) {
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  if (open === 'sign') return <SignForm detail={detail} onClose={close} />
  if (open === 'send') return <SendForm detail={detail} onClose={close} />
  if (open === 'void') return <VoidForm detail={detail} onClose={close} />
  if (detail.state === 'void') return null
  return (
    <div className={styles.steps}>
      {detail.state === 'draft' && (
        <ActionButton kind="primary" hotkey="S" onPress={() => setOpen('sign')}>
          签发
        </ActionButton>
      )}
      {detail.state !== 'draft' && (
        <ActionButton kind="primary" hotkey="B" onPress={() => setOpen('send')}>
          登记报送
        </ActionButton>
      )}
      <ActionButton hotkey="Z" onPress={() => setOpen('void')}>
        作废
      </ActionButton>
    </div>
  )
}
