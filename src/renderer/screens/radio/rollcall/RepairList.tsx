import { useState } from 'react'
import { Input } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import type { RepairTicket } from '../../../../core/modules/rollcall/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Age } from '../../../ui/Age.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { formKeys } from '../../../ui/form-keys.ts'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { OpenRepair } from './OpenRepair.tsx'
import styles from './RollCall.module.css'

const short = (at: number) => beijingDateTime(at).slice(5, 16)

/** Stations that wait to be mended, and what was mended lately. */
export function RepairList() {
  const repairs = useQuery(queries.rollcall.repairs.queryOptions())
  if (repairs.isError) {
    return (
      <FailingState
        title="读不到报修"
        error={repairs.error}
        onRetry={() => void repairs.refetch()}
      />
    )
  }
  if (repairs.isPending) return <LoadingState what="报修" />
  const { open, fixed } = repairs.data
  return (
    <div className={styles.stack}>
      <OpenRepair />
      <div className={styles.scroll}>
        {open.length === 0 && (
          <EmptyState title="没有待修的台" hint="点名汇总时未应答的台会列在这里。" />
        )}
        {open.map((ticket) => (
          <Ticket key={ticket.id} ticket={ticket} />
        ))}
        {fixed.length > 0 && <div className={styles.head}>已修复</div>}
        {fixed.map((ticket) => (
          <div key={ticket.id} className={styles.item}>
            <b>{ticket.station.callSign}</b> {ticket.fault}
            <div className={styles.note}>
              {short(ticket.openedAt)} 报修，{ticket.fixedAt === null ? '' : short(ticket.fixedAt)}{' '}
              修复：{ticket.fixedNote}（{ticket.who === '' ? ticket.fixedBy : ticket.who}）
            </div>
          </div>
        ))}
      </div>
    </div>
  )
}

function Ticket({ ticket }: { readonly ticket: RepairTicket }) {
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const [who, setWho] = useState(ticket.who)
  const save = useMutation(
    queries.rollcall.noteRepair.mutationOptions({ onSuccess: () => setNote('') }),
  )
  const done = (fixed: boolean) => {
    if (note.trim() !== '' && !save.isPending) {
      save.mutate({ repair: ticket.id, note, who, fixed })
    }
  }
  return (
    <div className={styles.item}>
      <div className={styles.line}>
        <b>{ticket.station.callSign}</b>
        <span className={styles.grow}>
          {ticket.station.name}：<span className={styles.bad}>{ticket.fault}</span>
        </span>
        <span className={styles.note}>
          {ticket.who === '' ? '未定责任人' : ticket.who} · <Age sinceMs={ticket.openedAt} />
        </span>
        <ActionButton
          name={`办理 ${ticket.station.callSign} 的报修`}
          onPress={() => setOpen((was) => !was)}
        >
          办理
        </ActionButton>
      </div>
      {ticket.notes.map(({ note: words, by, at }) => (
        <div key={at} className={styles.note}>
          {short(at)} {words}（{by}）
        </div>
      ))}
      {open && (
        <div
          className={styles.line}
          onKeyDown={formKeys(
            () => done(false),
            () => setOpen(false),
          )}
        >
          <Input
            autoFocus
            aria-label="进展或修复情况"
            className={styles.text ?? ''}
            placeholder="进展或修复情况"
            maxLength={200}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <Input
            aria-label="责任人"
            className={styles.short ?? ''}
            placeholder="责任人"
            maxLength={20}
            value={who}
            onChange={(event) => setWho(event.target.value)}
          />
          <ActionButton
            hint="Enter"
            busy={save.isPending}
            refusedBecause={note.trim() === '' ? '请写明进展或修复情况。' : undefined}
            onPress={() => done(false)}
          >
            记进展
          </ActionButton>
          <ActionButton
            kind="primary"
            busy={save.isPending}
            refusedBecause={note.trim() === '' ? '请写明修复情况。' : undefined}
            onPress={() => done(true)}
          >
            已修复
          </ActionButton>
          {save.error !== null && (
            <span className={styles.problem} role="alert">
              {describeError(save.error)}
            </span>
          )}
        </div>
      )}
    </div>
  )
}
