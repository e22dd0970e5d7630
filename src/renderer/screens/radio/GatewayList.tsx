import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { beijingTime } from '../../../core/kernel/beijing-time.ts'
import type { Gateway } from '../../../core/modules/gateways/contract.ts'
import type { GatewayWork } from '../../../core/modules/radio/contract.ts'
import { queries } from '../../client.ts'
import { useNavigation } from '../../frame/navigation.ts'
import { gatewayQuality } from '../../radio/gateway-look.ts'
import { LineState } from '../../recordings/LineState.tsx'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Age, TimeAgo } from '../../ui/Age.tsx'
import { classes } from '../../ui/classes.ts'
import { Light } from '../../ui/LinkLight.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../ui/states.tsx'
import { GatewayDetail } from './GatewayDetail.tsx'
import styles from './RadioScreen.module.css'

/** One line for each gateway: light, word, last frame, what it does; pressed, it tells more. */
export function GatewayList() {
  const gateways = useQuery({ ...queries.gateways.list.queryOptions(), refetchInterval: 5000 })
  const work = useQuery(queries.radio.work.queryOptions()).data ?? []
  const goTo = useNavigation((navigation) => navigation.goTo)
  const [open, setOpen] = useState<string>()
  return (
    <Panel
      title="网关"
      extra={
        <ActionButton kind="quiet" onPress={() => goTo('settings', 'gateways')}>
          设置与原始数据
        </ActionButton>
      }
    >
      {gateways.isError && (
        <FailingState
          title="读不到网关"
          error={gateways.error}
          onRetry={() => void gateways.refetch()}
        />
      )}
      {gateways.isPending && <LoadingState what="网关" />}
      {gateways.data?.length === 0 && (
        <EmptyState title="还没有网关" hint="在设置里添加电台网关，选串口或网络地址。">
          <ActionButton kind="primary" onPress={() => goTo('settings', 'gateways')}>
            去添加
          </ActionButton>
        </EmptyState>
      )}
      {gateways.data?.map((gateway) => (
        <OneGateway
          key={gateway.id}
          gateway={gateway}
          work={work.find((one) => one.gateway === gateway.id)}
          open={open === gateway.id}
          onOpen={() => setOpen(open === gateway.id ? undefined : gateway.id)}
        />
      ))}
    </Panel>
  )
}

/** What it does, or what is wrong, in a few words. */
function Doing({
  gateway: { health, badShare },
  work,
}: {
  readonly gateway: Gateway
  readonly work: GatewayWork | undefined
}) {
  const calls = useQuery(queries.radio.calls.queryOptions()).data ?? []
  if (health.state !== 'ready' && health.state !== 'stopped') {
    return (
      <span title={health.reason}>
        缺口 <Age sinceMs={health.since} />
      </span>
    )
  }
  const talking = calls.filter(({ gateway }) => gateway === work?.gateway).length
  const bad = badShare !== null && badShare >= 0.05 ? `坏 ${Math.round(badShare * 100)}%` : ''
  const words = [
    bad,
    work && work.waiting > 0 ? `排队 ${work.waiting}` : '',
    talking > 0 ? `${talking} 路在讲` : '',
    work?.group ? `组 ${work.group}` : work?.channel ? `信道 ${work.channel}` : '',
  ].filter(Boolean)
  const shown = words.slice(0, 2).join(' · ') || (health.state === 'ready' ? '空闲' : '')
  return <span title={shown}>{shown}</span>
}

function OneGateway({
  gateway,
  work,
  open,
  onOpen,
}: {
  readonly gateway: Gateway
  readonly work: GatewayWork | undefined
  readonly open: boolean
  readonly onOpen: () => void
}) {
  const { id, name, health } = gateway
  const { light, word } = gatewayQuality(gateway)
  const { state, reason, lastFrameAt, counts } = health
  const bad = counts.damaged + counts.noise
  const inTrouble = state !== 'ready' && state !== 'stopped'
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        className={classes(
          styles.gateway,
          light === 'down' && styles.down,
          light === 'warn' && styles.warn,
        )}
        onClick={onOpen}
      >
        <Light state={light} label={word} />
        <b title={name}>{name}</b>
        <span className={styles[`${light}-word`]}>{word}</span>
        <span className={styles.heard}>
          {inTrouble && state === 'down' ? (
            `${beijingTime(health.since)} 起`
          ) : lastFrameAt === null ? (
            '未收到'
          ) : (
            <TimeAgo atMs={lastFrameAt} />
          )}
        </span>
        <span className={styles.doing}>
          <Doing gateway={gateway} work={work} />
        </span>
      </button>
      <div className={styles.why}>
        {inTrouble && !open && <span className={styles[`${light}-word`]}>{reason}</span>}
        {bad > 0 && !open && (
          <span>
            坏帧 {counts.damaged} 杂波 {counts.noise}
          </span>
        )}
        <LineState gateway={id} />
      </div>
      {open && <GatewayDetail gateway={gateway} work={work} />}
    </>
  )
}
