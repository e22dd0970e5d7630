import { useState } from 'react'
import { App } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingTime } from '../../../core/kernel/beijing-time.ts'
import type { Emergency } from '../../../core/modules/emergencies/contract.ts'
import { queries } from '../../client.ts'
import { ClearForm } from '../../alarms/ClearForm.tsx'
import { useNavigation } from '../../frame/navigation.ts'
import { useSelection } from '../../frame/selection.ts'
import { Outcome } from '../../radio/Outcome.tsx'
import { useWriting } from '../../radio/writing.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Age } from '../../ui/Age.tsx'
import { describeError } from '../../ui/describe-error.ts'
import styles from './Emergency.module.css'

/** Emergencies that stand, full red, above everything else; Alt+Z works on the first one. */
export function EmergencyRows() {
  const emergencies = useQuery(queries.emergencies.list.queryOptions()).data ?? []
  if (emergencies.length === 0) return null
  return (
    <section className={styles.all} aria-label="紧急求救">
      {emergencies.map((emergency, place) => (
        <OneEmergency key={emergency.alarm} emergency={emergency} first={place === 0} />
      ))}
    </section>
  )
}

function OneEmergency({
  emergency,
  first,
}: {
  readonly emergency: Emergency
  readonly first: boolean
}) {
  const [closing, setClosing] = useState(false)
  const { callSign, title, raisedAt, times, takenBack, handler } = emergency
  return (
    <article className={styles.one} aria-label={title}>
      <div className={styles.line}>
        <b className={styles.name}>{title}</b>
        <span>
          {beijingTime(raisedAt)} · <Age sinceMs={raisedAt} suffix="前" />
        </span>
        {times > 1 && <span>{times} 次</span>}
        {emergency.radio !== null && callSign !== emergency.radio && (
          <span>电台 {emergency.radio}</span>
        )}
        {takenBack && <span>电台已取消，仍须联系</span>}
        <span className={styles.grow} />
        <span>{handler === null ? '无人处理' : `${handler} 处理中`}</span>
      </div>
      <div className={styles.line}>
        <Where emergency={emergency} />
        <Near emergency={emergency} />
      </div>
      <Acts emergency={emergency} first={first} onClose={() => setClosing(true)} />
      {closing && <Closing alarm={emergency.alarm} onDone={() => setClosing(false)} />}
    </article>
  )
}

function Where({ emergency: { position, detail } }: { readonly emergency: Emergency }) {
  if (!position) return <span>{detail}</span>
  return (
    <span title={detail}>
      位置 {position.lat.toFixed(5)}，{position.lon.toFixed(5)}
      {position.words !== '' && ` · ${position.words}`} · <Age sinceMs={position.at} suffix="前" />
    </span>
  )
}

function Near({ emergency: { nearest, nearestNote } }: { readonly emergency: Emergency }) {
  return (
    <span>
      {nearestNote}
      {nearest.length > 0 && ' 最近：'}
      {nearest.map(({ unit, callSign, reasons }) => (
        <span key={unit} className={styles.near}>
          <b>{callSign}</b>（{reasons.join('，')}）
        </span>
      ))}
    </span>
  )
}

function Acts({
  emergency,
  first,
  onClose,
}: {
  readonly emergency: Emergency
  readonly first: boolean
  readonly onClose: () => void
}) {
  const { message } = App.useApp()
  const { alarm, radio, unit, gateway, canAck, handler } = emergency
  const session = useQuery(queries.people.state.queryOptions()).data?.session
  const mine = session?.kind === 'open' && session.own.name === handler
  const onError = (error: unknown) => void message.error(describeError(error))
  const take = useMutation(queries.alarms.take.mutationOptions({ onError }))
  const ack = useMutation(queries.radio.ackEmergency.mutationOptions({ onError }))
  const call = useMutation(queries.radio.call.mutationOptions({ onError }))
  const locate = useMutation(queries.radio.locate.mutationOptions({ onError }))
  const writeTo = useWriting((writing) => writing.writeTo)
  const goTo = useNavigation((navigation) => navigation.goTo)
  const selectUnit = useSelection((selection) => selection.selectUnit)
  const orders = useQuery({
    ...queries.radio.traffic.queryOptions({
      input: { kind: 'command', number: radio ?? '0', limit: 1 },
    }),
    enabled: radio !== null,
  }).data
  const at =
    radio === null ? undefined : { target: radio, ...(gateway === null ? {} : { gateway }) }
  const [newest] = orders?.rows ?? []
  return (
    <div className={styles.line}>
      <ActionButton
        kind="primary"
        hotkey={first ? 'Alt+Z' : undefined}
        busy={take.isPending}
        refusedBecause={mine ? '您正在处理' : undefined}
        onPress={() => take.mutate({ alarm })}
      >
        {handler === null || mine ? '我来处理' : '转我处理'}
      </ActionButton>
      {at && (
        <>
          <ActionButton
            busy={call.isPending}
            onPress={() => call.mutate({ ...at, type: 'private' })}
          >
            呼叫
          </ActionButton>
          <ActionButton onPress={() => writeTo({ to: at.target, group: false })}>
            发短信
          </ActionButton>
          <ActionButton busy={locate.isPending} onPress={() => locate.mutate(at)}>
            定位
          </ActionButton>
          <ActionButton
            busy={ack.isPending}
            refusedBecause={canAck ? undefined : '这个网关不能向电台回“已收到求救”'}
            onPress={() => ack.mutate(at)}
          >
            回“已收到”
          </ActionButton>
        </>
      )}
      {unit !== null && (
        <ActionButton
          onPress={() => {
            selectUnit(unit)
            goTo('dispatch')
          }}
        >
          看地图
        </ActionButton>
      )}
      <ActionButton onPress={onClose}>已联系，解除…</ActionButton>
      {newest && (
        <span>
          {newest.body} <Outcome row={newest} />
          {newest.cause !== '' && `：${newest.cause}`}
        </span>
      )}
    </div>
  )
}

/** Only with words about the contact: the alarms ask for them. */
function Closing({ alarm, onDone }: { readonly alarm: string; readonly onDone: () => void }) {
  const open = useQuery(queries.alarms.open.queryOptions()).data
  const found = open?.alarms.find(({ id }) => id === alarm)
  if (!found) return <div className={styles.line}>这条告警已搁置或解除。</div>
  return (
    <div className={styles.form}>
      <ClearForm key={found.id} alarm={found} onDone={onDone} />
    </div>
  )
}
