import type { ReportBoard } from '../../../core/modules/reports/contract.ts'
import { dueWords, clockLook, timeWords } from '../../reports/clock-look.ts'
import { BasisTag } from '../../reports/LimitTable.tsx'
import { ClockWords } from '../../reports/ReportClock.tsx'
import { stateNote, stateTones } from '../../reports/report-look.ts'
import { DataList, type Column } from '../../ui/DataList.tsx'
import { useNow } from '../../ui/now.ts'
import { EmptyState } from '../../ui/states.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useSmallDesk } from '../../ui/use-small-desk.ts'

type Due = ReportBoard['due'][number]
type Unsent = ReportBoard['unsent'][number]
type Sent = ReportBoard['sent'][number]
type Waiting = ReportBoard['waiting'][number]

function incidentColumn<Row extends { readonly incident: Due['incident'] }>(
  /** The number alone, where there is no room for more. */
  narrow = false,
): Column<Row> {
  return {
    key: 'incident',
    title: '事件',
    width: narrow ? '44px' : 'minmax(120px, 1fr)',
    cell: ({ incident }) => (narrow ? incident.number : `${incident.number} ${incident.title}`),
  }
}

const leftCell = ({ clock }: Due) => <ClockWords clock={clock} />
const basisCell = ({ clock }: Due) => <BasisTag clock={clock} />
const stateCell = ({ report }: Unsent) => (
  <Tag tone={stateTones[report.state]}>{report.stateWord}</Tag>
)
const receiptCell = ({ sending: { receipt } }: Sent) =>
  receipt ? (
    <>
      <Tag tone="ok">已签收</Tag> {receipt.by}
    </>
  ) : (
    <Tag tone="yellow">待签收</Tag>
  )

/** Over all open incidents, the soonest first. */
export function DueList({
  board,
  selected,
  onSelect,
}: {
  readonly board: ReportBoard
  readonly selected: string | undefined
  readonly onSelect: (row: string, incident: string) => void
}) {
  const now = useNow()
  const small = useSmallDesk()
  const keyOf = ({ incident, clock }: Due) => `${incident.id} ${clock.rule}`
  const columns: Column<Due>[] = [
    { key: 'due', title: '应报', width: '92px', cell: ({ clock }) => dueWords(clock, now) },
    {
      key: 'left',
      title: '时限',
      width: small ? '84px' : '92px',
      cell: leftCell,
    },
    {
      key: 'label',
      title: '种类',
      width: small ? 'minmax(60px, 1fr)' : 'minmax(96px, 0.8fr)',
      cell: ({ clock }) => clock.label,
    },
    { key: 'basis', title: '规则', width: '80px', cell: basisCell },
    incidentColumn(small),
  ]
  return (
    <DataList
      label="应报"
      rows={board.due}
      columns={columns}
      rowKey={keyOf}
      rowTone={({ clock }) => {
        const { tone } = clockLook(clock, now)
        return tone === 'over' ? 'over' : tone === 'due' && !clock.immediate ? 'due' : undefined
      }}
      selectedKey={selected}
      onSelect={(row) => onSelect(keyOf(row), row.incident.id)}
      onOpen={(row) => onSelect(keyOf(row), row.incident.id)}
      empty={<EmptyState title="没有待报的时限" hint="接报后时限自动起算，登记报送后停止。" />}
    />
  )
}

interface ListProps {
  readonly board: ReportBoard
  readonly selected: string | undefined
  readonly onOpen: (report: string) => void
}

export function UnsentList({ board, selected, onOpen }: ListProps) {
  const columns: Column<Unsent>[] = [
    { key: 'name', title: '报告', width: '84px', cell: ({ report }) => report.name },
    {
      key: 'state',
      title: '状态',
      width: '84px',
      cell: stateCell,
    },
    { key: 'who', title: '经手', width: '84px', cell: ({ report }) => stateNote(report) },
    incidentColumn(),
  ]
  return (
    <DataList
      label="待发"
      rows={board.unsent}
      columns={columns}
      rowKey={({ report }) => report.id}
      selectedKey={selected}
      onSelect={({ report }) => onOpen(report.id)}
      onOpen={({ report }) => onOpen(report.id)}
      empty={<EmptyState title="没有待发的报告" />}
    />
  )
}

function sentColumns<Row extends Sent>(now: number): Column<Row>[] {
  return [
    { key: 'at', title: '报送', width: '92px', cell: ({ sending }) => timeWords(sending.at, now) },
    { key: 'name', title: '报告', width: '84px', cell: ({ report }) => report.name },
    {
      key: 'to',
      title: '报送单位',
      width: 'minmax(110px, 0.8fr)',
      cell: ({ sending }) => `${sending.to} ${sending.receiver}（${sending.meansWord}）`,
    },
    incidentColumn(),
  ]
}

export function SentList({ board, selected, onOpen }: ListProps) {
  const now = useNow()
  const receipt: Column<Sent> = {
    key: 'receipt',
    title: '签收',
    width: '120px',
    cell: receiptCell,
  }
  const open = board.sent.find(({ report }) => report.id === selected)
  return (
    <DataList
      label="今日已报"
      rows={board.sent}
      columns={[...sentColumns<Sent>(now), receipt]}
      rowKey={({ sending }) => sending.id}
      selectedKey={open?.sending.id}
      onSelect={({ report }) => onOpen(report.id)}
      onOpen={({ report }) => onOpen(report.id)}
      empty={<EmptyState title="今天还没有报送" />}
    />
  )
}

export function WaitingList({ board, selected, onOpen }: ListProps) {
  const now = useNow()
  const open = board.waiting.find(({ report }) => report.id === selected)
  return (
    <DataList
      label="待签收"
      rows={board.waiting}
      columns={sentColumns<Waiting>(now)}
      rowKey={({ sending }) => sending.id}
      rowTone={({ overdue }) => (overdue ? 'due' : undefined)}
      selectedKey={open?.sending.id}
      onSelect={({ report }) => onOpen(report.id)}
      onOpen={({ report }) => onOpen(report.id)}
      empty={<EmptyState title="报出的都已签收" />}
    />
  )
}
