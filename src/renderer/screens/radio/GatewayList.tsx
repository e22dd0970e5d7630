import { useQuery } from '@tanstack/react-query'
import { beijingTime } from '../../../core/kernel/beijing-time.ts'
import type { Gateway } from '../../../core/modules/gateways/contract.ts'
import { queries } from '../../client.ts'
import { useNavigation } from '../../frame/navigation.ts'
import { LineState } from '../../recordings/LineState.tsx'
import { gatewayLight, gatewayWord } from '../../radio/gateway-look.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { TimeAgo } from '../../ui/Age.tsx'
import { classes } from '../../ui/classes.ts'
import { Light } from '../../ui/LinkLight.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../ui/states.tsx'
import styles from './RadioScreen.module.css'

/** Every gateway with light, word, the age of its last frame, and what it counted. */
export function GatewayList() {
  const gateways = useQuery(queries.gateways.list.queryOptions())
  const goTo = useNavigation((navigation) => navigation.goTo)
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
        <OneGateway key={gateway.id} gateway={gateway} />
      ))}
    </Panel>
  )
}

const clockTones = {
  good: undefined,
  amber: styles['warn-word'],
  alarm: styles['down-word'],
} as const

/** How far this computer's clock is from the satellites'. */
function ClockOffset() {
  const clock = useQuery(queries.positions.clock.queryOptions()).data
  if (!clock) return null
  const seconds = Math.abs(clock.offsetMs / 1000)
  const way = clock.offsetMs > 0 ? '慢' : '快'
  return (
    <span className={clockTones[clock.level]}>
      本机时钟比{clock.source}时间{way} {seconds.toFixed(1)} 秒
    </span>
  )
}

function OneGateway({ gateway: { id, name, health, purpose } }: { readonly gateway: Gateway }) {
  const light = gatewayLight(health)
  const { counts, lastFrameAt, retryAt, state, reason } = health
  const inTrouble = state !== 'ready' && state !== 'stopped'
  return (
    <div
      className={classes(
        styles.gateway,
        light === 'down' && styles.down,
        light === 'warn' && styles.warn,
      )}
    >
      <Light state={light} label={gatewayWord(health)} />
      <b>{name}</b>
      <span className={styles[`${light}-word`]}>{gatewayWord(health)}</span>
      <div className={styles.detail}>
        {inTrouble && (
          <span className={styles[`${light}-word`]}>
            {reason}，{beijingTime(health.since)} 起
          </span>
        )}
        {retryAt !== null && <span>{beijingTime(retryAt)} 再试</span>}
        <span>
          {lastFrameAt === null ? (
            '还没有收到数据'
          ) : (
            <>
              收到 <TimeAgo atMs={lastFrameAt} />
            </>
          )}
        </span>
        <span>
          收 {counts.in} 发 {counts.out}
        </span>
        <LineState gateway={id} />
        {purpose === 'gps' && <ClockOffset />}
        {counts.damaged + counts.noise > 0 && (
          <span>
            坏帧 {counts.damaged} 杂波 {counts.noise}
          </span>
        )}
      </div>
    </div>
  )
}
