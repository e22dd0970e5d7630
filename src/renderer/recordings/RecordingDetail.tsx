/** What is known of one recording, and what may be done with it: play, keep, export. */
import { useState } from 'react'
import { Input } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingDate, beijingDateTime } from '../../core/kernel/beijing-time.ts'
import {
  recordingPurpose,
  type Recording,
  type RecordingUse,
} from '../../core/modules/recordings/contract.ts'
import { queries } from '../client.ts'
import { fetchOffer } from '../print/fetch-offer.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { RecordingBar } from './PlayRecording.tsx'
import { playKey } from './RecordingOf.tsx'
import styles from './Recordings.module.css'

const useWords: Readonly<Record<RecordingUse['what'], string>> = {
  listened: '收听',
  exported: '导出',
  kept: '设为保留',
  released: '取消保留',
}

function keepWords({ kept, removeAt, state, incident }: Recording): string {
  if (kept) return `保留（${kept.by}：${kept.reason}）`
  if (removeAt !== null) return `${beijingDate(removeAt)} 后按规则删除声音`
  if (state !== 'ready') return ''
  return incident === null ? '' : '所属事件未结，不删除'
}

type Act = 'keep' | 'export'

export function RecordingDetail({ recording }: { readonly recording: Recording }) {
  const { id, kept, state } = recording
  const shown = useQuery(queries.recordings.show.queryOptions({ input: { recording: id } })).data
  const [act, setAct] = useState<Act>()
  return (
    <div className={styles.detail} role="region" aria-label="录音详情">
      <RecordingBar recording={recording} hotkey={playKey} />
      <span className={styles.note}>
        {beijingDateTime(recording.callAt)} · {recording.gatewayName}
        {recording.heard.length > 0 && ` · 讲话 ${recording.heard.join('、')}`}
        {keepWords(recording) !== '' && ` · ${keepWords(recording)}`}
      </span>
      {state === 'ready' && act === undefined && (
        <span className={styles.buttons}>
          <ActionButton hotkey="K" onPress={() => setAct('keep')}>
            {kept ? '取消保留' : '保留'}
          </ActionButton>
          <ActionButton hotkey="E" onPress={() => setAct('export')}>
            导出
          </ActionButton>
        </span>
      )}
      {act !== undefined && (
        <ActForm key={act} recording={recording} act={act} onDone={() => setAct(undefined)} />
      )}
      <span className={styles.note}>{recordingPurpose}</span>
      {shown && shown.uses.length > 0 && (
        <ul className={styles.uses} aria-label="收听和导出记录">
          {shown.uses
            .toReversed()
            .slice(0, 8)
            .map((use) => (
              <li key={`${use.at} ${use.what}`}>
                {beijingDateTime(use.at)} {use.byName} {useWords[use.what]}（{use.note}）
              </li>
            ))}
          {shown.uses.length > 8 && <li>更早还有 {shown.uses.length - 8} 次</li>}
        </ul>
      )}
      {shown?.sha256 && (
        <span className={`${styles.note} ${styles.hash}`}>SHA-256 {shown.sha256}</span>
      )}
    </div>
  )
}

function ActForm({
  recording: { id, kept },
  act,
  onDone,
}: {
  readonly recording: Recording
  readonly act: Act
  readonly onDone: () => void
}) {
  const [why, setWhy] = useState('')
  const keep = useMutation(queries.recordings.keep.mutationOptions({ onSuccess: onDone }))
  const take = useMutation(
    queries.recordings.export.mutationOptions({
      onSuccess: ({ path, fileName }) => {
        fetchOffer({ path, name: fileName })
        onDone()
      },
    }),
  )
  const { isPending: busy, error } = act === 'keep' ? keep : take
  const asks = act === 'keep' ? '原因' : '导出用途'
  const run = () => {
    if (busy || why.trim() === '') return
    if (act === 'keep') keep.mutate({ recording: id, keep: kept === null, reason: why })
    else take.mutate({ recording: id, purpose: why })
  }
  return (
    <form
      className={styles.buttons}
      onSubmit={(event) => {
        event.preventDefault()
        run()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone()
      }}
    >
      <Input
        autoFocus
        aria-label={asks}
        placeholder={asks}
        value={why}
        maxLength={100}
        onChange={(event) => setWhy(event.target.value)}
      />
      <ActionButton kind="primary" hint="Enter" submit busy={busy}>
        {act === 'keep' ? (kept ? '取消保留' : '保留') : '导出'}
      </ActionButton>
      <ActionButton kind="quiet" hint="Escape" onPress={onDone}>
        取消
      </ActionButton>
      {error !== null && (
        <span className={styles.bad} role="alert">
          {describeError(error)}
        </span>
      )}
    </form>
  )
}
