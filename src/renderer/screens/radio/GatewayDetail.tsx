import { useQuery } from '@tanstack/react-query'
import { beijingTime } from '../../../core/kernel/beijing-time.ts'
import type { Gateway } from '../../../core/modules/gateways/contract.ts'
import type { GatewayWork } from '../../../core/modules/radio/contract.ts'
import { queries } from '../../client.ts'
import { Age } from '../../ui/Age.tsx'
import { ageInWords } from '../../ui/age.ts'
import styles from './RadioScreen.module.css'

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

/** Errors by kind, signal, queue, what the device says of itself, and how it did lately. */
export function GatewayDetail({
  gateway: { id, health, purpose },
  work,
}: {
  readonly gateway: Gateway
  readonly work: GatewayWork | undefined
}) {
  const history = useQuery(queries.gateways.history.queryOptions({ input: { id } })).data
  const { counts, retryAt, reason, detail, state } = health
  return (
    <div className={styles.health}>
      {state !== 'ready' && (
        <span>
          {reason}
          {detail !== '' && `：${detail}`}
        </span>
      )}
      {retryAt !== null && <span>{beijingTime(retryAt)} 再试</span>}
      <span>
        收 {counts.in} 发 {counts.out} · 坏帧 {counts.damaged} 杂波 {counts.noise} 未识别{' '}
        {counts.unknown}
      </span>
      {purpose === 'gps' && <ClockOffset />}
      {work?.rssi && (
        <span>
          场强 {work.rssi.level}（<Age sinceMs={work.rssi.at} suffix="前" />）
        </span>
      )}
      {work && <span>待应答指令 {work.waiting}</span>}
      {work?.channel && <span>信道 {work.channel}</span>}
      {work?.device.map(({ name, value }) => (
        <span key={name}>
          {name} {value}
        </span>
      ))}
      {work && work.failures.length > 0 && (
        <span className={styles['warn-word']}>
          失败：{work.failures.map(({ cause, count }) => `${cause} ${count} 次`).join('、')}
        </span>
      )}
      {history && history.gaps.length > 0 && (
        <ul className={styles.plain} aria-label="中断记录">
          {history.gaps.slice(0, 5).map(({ at, until, reason: why }) => (
            <li key={at}>
              {beijingTime(at)} 中断，
              {until === null ? '尚未恢复' : `${ageInWords(until - at)}后恢复`}（{why}）
            </li>
          ))}
        </ul>
      )}
      {history && history.hours.length > 0 && (
        <ul className={styles.plain} aria-label="逐时收发">
          {history.hours.slice(0, 6).map((hour) => (
            <li key={hour.at}>
              {beijingTime(hour.at).slice(0, 5)} 起一小时：收 {hour.in} 发 {hour.out}，坏帧{' '}
              {hour.damaged} 杂波 {hour.noise}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
