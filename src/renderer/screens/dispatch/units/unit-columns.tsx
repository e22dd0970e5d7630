import { beijingTime } from '../../../../core/kernel/beijing-time.ts'
import type { Assignment } from '../../../../core/modules/dispatch/contract.ts'
import type { Unit } from '../../../../core/modules/teams/contract.ts'
import { ContactCell } from '../../../dispatch/ContactCell.tsx'
import { lateWords } from '../../../dispatch/urgency.ts'
import { AgeCell } from '../../../ui/Age.tsx'
import type { Column } from '../../../ui/DataList.tsx'
import { useAtNow } from '../../../ui/now.ts'
import { StateDigit } from '../../../ui/StateChip.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import styles from './UnitBoard.module.css'

const minuteMs = 60_000
/** A fix this old is amber, then red: the unit may be somewhere else. */
const fixLimits = { dueMs: 10 * minuteMs, overMs: 20 * minuteMs }

/** One row: the team, the order the board shows of it, and the numbers of all it is on. */
export interface BoardRow {
  readonly unit: Unit
  readonly order: Assignment | undefined
  readonly incidents: readonly string[]
}

function Late({ order }: { readonly order: Assignment }) {
  const words = useAtNow((now) => lateWords(order, now))
  return words === '' ? null : <em className={styles.late}>{words}</em>
}

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

function Name({
  row: { unit, order },
  small,
}: {
  readonly row: BoardRow
  readonly small: boolean
}) {
  return (
    <span className={styles.name} title={unit.name}>
      <b>{unit.callSign}</b>
      {order && <Late order={order} />}
      {!small && <span>{unit.name}</span>}
    </span>
  )
}

/** @param fixTimes when each unit was last located, by unit id */
export function unitColumns(
  small: boolean,
  fixTimes: ReadonlyMap<string, number>,
): readonly Column<BoardRow>[] {
  return [
    {
      key: 'state',
      title: '状态',
      width: small ? '76px' : '88px',
      cell: ({ unit }) => <State unit={unit} />,
    },
    {
      key: 'name',
      title: small ? '呼号' : '呼号 · 队伍',
      width: 'minmax(52px, 1fr)',
      cell: (row) => <Name row={row} small={small} />,
    },
    {
      key: 'incident',
      title: '事件',
      width: small ? '34px' : '40px',
      cell: ({ incidents }) => (
        <span
          className={incidents.length > 1 ? styles.conflict : undefined}
          title={incidents.join('、')}
        >
          {incidents.length > 1 ? `${incidents[0] ?? ''}+` : (incidents[0] ?? '')}
        </span>
      ),
    },
    {
      key: 'since',
      title: '时长',
      width: small ? '46px' : '54px',
      align: 'right',
      cell: ({ unit }) => <AgeCell sinceMs={unit.state.since ?? undefined} />,
    },
    {
      key: 'contact',
      title: small ? '联络' : '联络分',
      width: small ? '44px' : '50px',
      align: 'right',
      cell: ({ order }) => (order ? <ContactCell clock={order.contactClock} /> : '—'),
    },
    {
      key: 'fix',
      title: '位置',
      width: small ? '42px' : '50px',
      align: 'right',
      cell: ({ unit }) => <AgeCell sinceMs={fixTimes.get(unit.id)} {...fixLimits} />,
    },
  ]
}
