import { beijingTime } from '../../../../core/kernel/beijing-time.ts'
import type { Unit } from '../../../../core/modules/teams/contract.ts'
import { AgeCell } from '../../../ui/Age.tsx'
import type { Column } from '../../../ui/DataList.tsx'
import { StateDigit } from '../../../ui/StateChip.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import styles from './UnitBoard.module.css'

const minuteMs = 60_000
/** A fix this old is amber, then red: the unit may be somewhere else. */
const fixLimits = { dueMs: 10 * minuteMs, overMs: 20 * minuteMs }

function State({ unit }: { readonly unit: Unit }) {
  const { state, over } = unit
  return (
    <span
      className={styles.state}
      title={state.since === null ? undefined : `${beijingTime(state.since)} 起`}
    >
      <StateDigit
        digit={over?.digit ?? state.digit}
        token={over?.token ?? state.token}
        blink={over !== null && !over.row}
      />
      {over?.word ?? state.word}
      {state.conflict && <Tag tone="red">冲突</Tag>}
    </span>
  )
}

function Name({ unit, small }: { readonly unit: Unit; readonly small: boolean }) {
  return (
    <span className={styles.name} title={unit.name}>
      <b>{unit.callSign}</b>
      {!small && <span>{unit.name}</span>}
    </span>
  )
}

/** @param fixTimes when each unit was last located, by unit id */
export function unitColumns(
  small: boolean,
  fixTimes: ReadonlyMap<string, number>,
): readonly Column<Unit>[] {
  return [
    {
      key: 'state',
      title: '状态',
      width: small ? '92px' : '96px',
      cell: (unit) => <State unit={unit} />,
    },
    {
      key: 'name',
      title: small ? '呼号' : '呼号 · 队伍',
      width: 'minmax(64px, 1fr)',
      cell: (unit) => <Name unit={unit} small={small} />,
    },
    {
      key: 'since',
      title: '时长',
      width: small ? '60px' : '62px',
      align: 'right',
      cell: (unit) => <AgeCell sinceMs={unit.state.since ?? undefined} />,
    },
    {
      key: 'fix',
      title: '位置',
      width: small ? '60px' : '62px',
      align: 'right',
      cell: (unit) => <AgeCell sinceMs={fixTimes.get(unit.id)} {...fixLimits} />,
    },
  ]
}
