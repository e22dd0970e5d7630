import { App } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingTime } from '../../core/kernel/beijing-time.ts'
import { callKindWord, type ActiveCall, type Traffic } from '../../core/modules/radio/contract.ts'
import { queries } from '../client.ts'
import type { Recording } from '../../core/modules/recordings/contract.ts'
import { PlayRecording } from '../recordings/PlayRecording.tsx'
import { useCallRecordings } from '../recordings/use-recordings.ts'
import { StaleWhileAway } from '../log/LogView.tsx'
import { Age } from '../ui/Age.tsx'
import { classes } from '../ui/classes.ts'
import { DataList, type Column, type RowTone } from '../ui/DataList.tsx'
import { describeError } from '../ui/describe-error.ts'
import { EmptyState, FailingState, LoadingState } from '../ui/states.tsx'
import { Tag } from '../ui/Tag.tsx'
import { useSmallDesk } from '../ui/use-small-desk.ts'
import { Outcome } from './Outcome.tsx'
import { useEmergencies, type StandingEmergencies } from './use-emergencies.ts'
import type { useTraffic } from './use-traffic.ts'
import styles from './Radio.module.css'

const isFailed = ({ outcome }: Traffic): boolean => outcome === 'refused' || outcome === 'timed-out'

function tone(row: Traffic, radios: StandingEmergencies['radios']): RowTone | undefined {
  const since = row.direction === 'in' && row.radio ? radios.get(row.radio.number) : undefined
  if (since !== undefined && row.at >= since) return 'emergency'
  if (row.kind === 'emergency' || isFailed(row)) return 'over'
  if (row.unanswered) return 'due'
  if (row.outcome === 'unknown') return 'due'
  return row.kind === 'command' || row.kind === 'status' ? 'generated' : undefined
}

/** Who spoke or wrote; what went out is the console's, with the person's name. */
function Who({ row, narrow }: { readonly row: Traffic; readonly narrow: boolean }) {
  if (row.direction === 'out') {
    return (
      <span title={`${row.by ?? '本台'} 经 ${row.gatewayName}`}>
        {narrow ? '本台' : (row.by ?? '本台')}
      </span>
    )
  }
  if (!row.radio) return <span>—</span>
  return (
    <b
      className={classes(styles.who, row.radio.unknown && styles.unknown)}
      title={`电台 ${row.radio.number}`}
    >
      {row.radio.callSign}
    </b>
  )
}

/** A text that came in to a number nobody holds was written to the gateway's own radio. */
const isToUs = ({ kind, target }: Traffic): boolean =>
  kind === 'text-in' && target !== null && !target.group && target.unknown

function Target({ row }: { readonly row: Traffic }) {
  const { target } = row
  if (!target) return null
  const words = target.group ? target.callSign : `→ ${target.callSign}`
  return <span title={target.number}>{isToUs(row) ? '本台' : words}</span>
}

function Words({ row, withTarget }: { readonly row: Traffic; readonly withTarget: boolean }) {
  return (
    <>
      {withTarget && row.target !== null && !isToUs(row) && (
        <span className={styles.to}>
          <Target row={row} />
        </span>
      )}
      {row.kind === 'emergency' && (
        <>
          <Tag>紧急</Tag>{' '}
        </>
      )}
      {row.note === '' ? row.body : row.note}
      {row.note !== '' && <span className={styles.note}>{row.body}</span>}
      {row.cause !== '' && (
        <span className={isFailed(row) ? styles.cause : styles.note}>{row.cause}</span>
      )}
    </>
  )
}

function State({
  row,
  recording,
}: {
  readonly row: Traffic
  readonly recording: Recording | undefined
}) {
  // Its button says how long it is.
  if (recording?.state === 'ready') return <PlayRecording recording={recording} />
  if (row.outcome !== null) return <Outcome row={row} />
  if (row.unanswered) return <span className={styles.bad}>未应答</span>
  if (row.seconds === null) return null
  return (
    <span className={styles.note}>
      {row.seconds} 秒
      {row.answer && (
        <span title={`${row.answer.by} ${beijingTime(row.answer.at)} ${row.answer.word}`}>
          {' '}
          · 已应
        </span>
      )}
      {recording && (
        <>
          {' '}
          <PlayRecording recording={recording} />
        </>
      )}
    </span>
  )
}

/** 再呼: a call of ours that nobody answered, or one of theirs that nobody took. */
function Again({ row }: { readonly row: Traffic }) {
  const { message } = App.useApp()
  const call = useMutation(
    queries.radio.call.mutationOptions({
      onError: (error) => void message.error(describeError(error)),
    }),
  )
  const ours = row.direction === 'out'
  const target = ours ? row.target?.number : row.radio?.number
  const isCall = row.kind === 'call' || row.command === 'call'
  if (!row.unanswered || !isCall || target === undefined) return null
  const type = ours && row.target?.group ? 'group' : 'private'
  return (
    <button
      type="button"
      className={styles.again}
      onClick={(event) => {
        event.stopPropagation()
        if (!call.isPending) call.mutate({ gateway: row.gateway, target, type })
      }}
    >
      再呼
    </button>
  )
}

/** `small`: what the words need is taken from the columns beside them. */
function columnsOf(
  narrow: boolean,
  small: boolean,
  recordings: ReadonlyMap<string, Recording>,
  again: boolean,
): Column<Traffic>[] {
  const at: Column<Traffic> = {
    key: 'at',
    title: '时间',
    width: '58px',
    cell: ({ at: ms }) => <time className={styles.time}>{beijingTime(ms)}</time>,
  }
  const body: Column<Traffic> = {
    key: 'body',
    title: '内容',
    width: 'minmax(96px, 1fr)',
    cell: (row) => (
      <>
        <Words row={row} withTarget={narrow} />
        {/* Beside the column of its own there is no room for words of more than two lines. */}
        {narrow && (
          <span className={styles.inline}>
            <State row={row} recording={recordings.get(row.id)} />
          </span>
        )}
      </>
    ),
  }
  const state: Column<Traffic> = {
    key: 'state',
    title: '结果',
    width: small ? '88px' : '104px',
    align: 'right',
    cell: (row) => (
      <>
        <State row={row} recording={recordings.get(row.id)} />
        {again && <Again row={row} />}
      </>
    ),
  }
  if (narrow)
    return [
      at,
      { key: 'who', title: '呼号', width: '52px', cell: (row) => <Who row={row} narrow /> },
      body,
    ]
  return [
    at,
    {
      key: 'who',
      title: '呼号',
      width: small ? '84px' : '92px',
      cell: (row) => <Who row={row} narrow={false} />,
    },
    {
      key: 'target',
      title: '发往',
      width: small ? '82px' : '104px',
      cell: (row) => <Target row={row} />,
    },
    body,
    state,
  ]
}

function OneCall({ call }: { readonly call: ActiveCall }) {
  return (
    <div className={styles.call}>
      <span className={styles.speaking}>正在讲</span>
      <b>{call.talker?.callSign ?? '未知'}</b>
      <span>
        {callKindWord(call.type)} {call.target.callSign}
      </span>
      <span className={styles.grow} />
      <Age sinceMs={call.startAt} />
    </div>
  )
}

/** Calls going on now, above the list; they never move what is below out of reach. */
export function ActiveCalls() {
  const calls = useQuery(queries.radio.calls.queryOptions()).data ?? []
  if (calls.length === 0) return null
  return (
    <div className={styles.calls} role="status" aria-label="正在通话">
      {calls.slice(0, 3).map((call) => (
        <OneCall key={call.id} call={call} />
      ))}
      {calls.length > 3 && <div className={styles.note}>另有 {calls.length - 3} 路通话</div>}
    </div>
  )
}

/** Newest first. Arriving traffic never takes the focus and never scrolls what is being read. */
export function TrafficList({
  traffic,
  narrow = false,
  selected,
  onSelect,
  filtered = false,
  again = false,
}: {
  readonly traffic: ReturnType<typeof useTraffic>
  readonly narrow?: boolean
  readonly selected?: string | undefined
  readonly onSelect?: ((row: Traffic) => void) | undefined
  readonly filtered?: boolean
  /** A call that was not answered can be made again from its row. */
  readonly again?: boolean
}) {
  const calls = traffic.rows.filter(({ kind }) => kind === 'call').map(({ id }) => id)
  const recordings = useCallRecordings(calls)
  const { radios } = useEmergencies()
  const small = useSmallDesk()
  if (traffic.error !== null && traffic.rows.length === 0) {
    return <FailingState title="读不到通联记录" error={traffic.error} onRetry={traffic.retry} />
  }
  if (traffic.pending) return <LoadingState what="通联记录" />
  return (
    <>
      <StaleWhileAway />
      <ActiveCalls />
      <DataList
        label="通联记录"
        rows={traffic.rows}
        columns={columnsOf(narrow, small, recordings, again)}
        rowKey={({ id }) => id}
        rowTone={(row) => tone(row, radios)}
        selectedKey={selected}
        onSelect={onSelect}
        onReachEnd={traffic.older}
        hideHead={narrow}
        wrap
        empty={
          filtered ? (
            <EmptyState title="没有符合条件的通联" hint="换一个条件，或清除筛选。" />
          ) : (
            <EmptyState title="还没有通联" hint="网关接通后，短信、通话和紧急呼叫会出现在这里。" />
          )
        }
      />
    </>
  )
}
