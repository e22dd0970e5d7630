import { useState } from 'react'
import { SwapOutlined } from '@ant-design/icons'
import { incidentWord, type Duplicate } from '../../core/modules/incidents/contract.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { Age } from '../ui/Age.tsx'
import { classes } from '../ui/classes.ts'
import { useHotkey } from '../ui/hotkeys.ts'
import { Tag } from '../ui/Tag.tsx'
import { IncidentMark } from './IncidentMark.tsx'
import { listOf, withId, withoutId } from './intake-form.ts'
import type { IntakeForming } from './use-intake.ts'
import styles from './DuplicatesPanel.module.css'

function limitWords({ radiusKm, windowH, widened }: NonNullable<IntakeForming['limits']>): string {
  const limits = `${radiusKm} 公里 · ${windowH} 小时 · 同类或待核`
  if (widened === 'storm') return `${limits} · 大范围灾害，已放宽`
  return widened === 'many-calls' ? `${limits} · 来电多，已放宽` : limits
}

/** A straight line, and said so; no metres where a place is known to its township only. */
function distanceWords({ distance }: Duplicate): string {
  if (distance.kind === 'words') return distance.text
  const { metres, approximate } = distance
  const shown = metres < 1000 ? `${Math.round(metres)} 米` : `${(metres / 1000).toFixed(1)} 公里`
  return `${approximate ? '约 ' : ''}${shown}（直线）`
}

/** Incidents the report may be about: beside the form while it is typed, never in its way. */
export function DuplicatesPanel({
  intake,
  onShow,
  onAdd,
}: {
  readonly intake: IntakeForming
  readonly onShow: (incident: string) => void
  readonly onAdd: (candidate: Duplicate) => void
}) {
  const { form, change, limits } = intake
  const [walkedTo, setWalkedTo] = useState<string>()
  const dismissed = listOf(form.different)
  const all = limits?.candidates ?? []
  const candidates = all.filter(({ id }) => !dismissed.includes(id))
  const current = candidates.find(({ id }) => id === walkedTo) ?? candidates[0]
  const step = (by: 1 | -1) => {
    const place = candidates.findIndex((one) => one === current)
    setWalkedTo(candidates[Math.min(candidates.length - 1, Math.max(0, place + by))]?.id)
  }
  const several = candidates.length > 1
  useHotkey(several ? 'Alt+ArrowDown' : undefined, '下一条疑似重复', () => step(1))
  useHotkey(several ? 'Alt+ArrowUp' : undefined, '上一条疑似重复', () => step(-1))
  const back = (id: string) => change({ different: withoutId(form.different, id) })
  return (
    <section className={styles.panel} aria-label="疑似重复">
      <header className={styles.head}>
        <SwapOutlined aria-hidden />
        <b>疑似重复 {candidates.length + (limits?.more ?? 0)}</b>
        <span className={styles.limits}>{limits && limitWords(limits)}</span>
      </header>
      <div className={styles.list} aria-live="polite">
        {candidates.map((candidate) => (
          <Candidate
            key={candidate.id}
            candidate={candidate}
            current={candidate === current}
            onShow={() => onShow(candidate.id)}
            onAdd={() => onAdd(candidate)}
            onDifferent={() => change({ different: withId(form.different, candidate.id) })}
          />
        ))}
        {dismissed.length > 0 && (
          <div className={styles.dismissed}>
            判为不同：
            {dismissed.map((id) => (
              <ActionButton key={id} kind="quiet" onPress={() => back(id)}>
                {`${all.find((one) => one.id === id)?.number ?? '已不相近的一起'} 撤回`}
              </ActionButton>
            ))}
          </div>
        )}
        <p className={styles.note}>
          {limits === undefined
            ? '填地点、类别或电话时，相近的事件会列在这里。'
            : candidates.length === 0
              ? '没有相近的事件。'
              : `${limits.more > 0 ? `另有 ${limits.more} 条没有列出。` : ''}不选也能登记。并入后本次来电、报告人、时间在那一起下单独可查。`}
        </p>
      </div>
    </section>
  )
}

function Candidate({
  candidate,
  current,
  onShow,
  onAdd,
  onDifferent,
}: {
  readonly candidate: Duplicate
  /** Its keys act. */
  readonly current: boolean
  readonly onShow: () => void
  readonly onAdd: () => void
  readonly onDifferent: () => void
}) {
  const { number, categoryName, place, incidentStatus, score, reasons, receivedAt } = candidate
  const likely = score === 'likely'
  const key = (keys: string) => (current ? keys : undefined)
  return (
    <article
      className={classes(styles.card, likely && styles.likely, current && styles.current)}
      aria-label={`${number} ${likely ? '很可能同一起' : '可能'}`}
    >
      <div className={styles.top}>
        <IncidentMark card={candidate} />
        <span className={styles.number}>{number}</span>
        <b>{categoryName}</b>
        <span className={styles.grow} />
        <Tag tone={likely ? 'yellow' : 'plain'}>{likely ? '很可能同一起' : '可能'}</Tag>
      </div>
      <div className={styles.where}>
        {place} · {incidentWord(incidentStatus)}
        {reasons.length > 0 && <span className={styles.reasons}>{reasons.join(' · ')}</span>}
      </div>
      <dl className={styles.figures}>
        <div className={styles.far}>
          <dt>相距</dt>
          <dd>{distanceWords(candidate)}</dd>
        </div>
        <div>
          <dt>接报</dt>
          <dd>
            <Age sinceMs={receivedAt} suffix="前" />
          </dd>
        </div>
        <div>
          <dt>队伍</dt>
          <dd>{candidate.units} 支</dd>
        </div>
        <div>
          <dt>来电</dt>
          <dd>{candidate.calls} 个</dd>
        </div>
      </dl>
      <div className={styles.actions}>
        <ActionButton hotkey={key('Alt+O')} onPress={onShow}>
          打开
        </ActionButton>
        <ActionButton kind={likely ? 'primary' : 'normal'} hotkey={key('Alt+J')} onPress={onAdd}>
          并为补充来电
        </ActionButton>
        <ActionButton hotkey={key('Alt+K')} onPress={onDifferent}>
          不同，继续
        </ActionButton>
      </div>
    </article>
  )
}
