import { beijingTime } from '../../../../core/kernel/beijing-time.ts'
import type { GatewayFrame } from '../../../../core/modules/gateways/contract.ts'
import { DataList, type Column, type RowTone } from '../../../ui/DataList.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { hexLines } from './hex-lines.ts'
import styles from './Gateways.module.css'

const outcomeWords: Readonly<Record<GatewayFrame['outcome'], string>> = {
  ok: '正常',
  damaged: '坏帧',
  noise: '杂波',
  unknown: '不识别',
}
const outcomeTones: Readonly<Record<GatewayFrame['outcome'], string | undefined>> = {
  ok: styles.good,
  damaged: styles.bad,
  noise: styles.note,
  unknown: styles.doubt,
}

/** More do not fit a row; all of them are below it. */
const shownInRow = 64

const byteByByte = (hex: string): string =>
  (hex.replaceAll(' ', '').match(/../g) ?? []).slice(0, shownInRow).join(' ')

const columns: readonly Column<GatewayFrame>[] = [
  {
    key: 'at',
    title: '时间',
    width: '96px',
    cell: ({ at }) => `${beijingTime(at)}.${String(at % 1000).padStart(3, '0')}`,
  },
  {
    key: 'direction',
    title: '方向',
    width: '48px',
    cell: ({ direction }) => (direction === 'in' ? '← 收' : '→ 发'),
  },
  {
    key: 'outcome',
    title: '结果',
    width: '56px',
    cell: ({ outcome }) => <span className={outcomeTones[outcome]}>{outcomeWords[outcome]}</span>,
  },
  {
    key: 'kind',
    title: '种类',
    width: 'minmax(120px, 2fr)',
    cell: ({ kind }) => <code title={kind}>{kind}</code>,
  },
  {
    key: 'bytes',
    title: '字节',
    width: '44px',
    align: 'right',
    cell: ({ hex }) => hex.replaceAll(' ', '').length / 2,
  },
  {
    key: 'hex',
    title: '原始数据',
    width: 'minmax(160px, 5fr)',
    cell: ({ hex }) => <code>{byteByByte(hex)}</code>,
  },
]

function tone({ outcome }: GatewayFrame): RowTone | undefined {
  if (outcome === 'damaged') return 'over'
  return outcome === 'noise' ? 'generated' : undefined
}

/** Raw frames and, for the one selected, bytes in full and what was made of them. */
export function FrameTable({
  frames,
  empty,
  selected,
  onSelect,
}: {
  readonly frames: readonly GatewayFrame[]
  readonly empty: string
  readonly selected: number | undefined
  readonly onSelect: (seq: number) => void
}) {
  const current = frames.find(({ seq }) => seq === selected)
  return (
    <>
      <DataList
        label="原始数据"
        rows={frames}
        columns={columns}
        rowKey={({ seq }) => String(seq)}
        rowTone={tone}
        selectedKey={String(selected)}
        onSelect={({ seq }) => onSelect(seq)}
        empty={<EmptyState title={empty} />}
      />
      {current && <OneFrame frame={current} />}
    </>
  )
}

/** Nested values as `hdap.gps.lat`, one line each. */
function flat(value: unknown, name: string): [string, string][] {
  if (value === null || value === undefined) return [[name, '—']]
  if (typeof value !== 'object')
    return [[name, typeof value === 'string' ? value : JSON.stringify(value)]]
  return Object.entries(value).flatMap(([key, inner]) =>
    flat(inner, name === '' ? key : `${name}.${key}`),
  )
}

function OneFrame({ frame: { hex, decoded, channel } }: { readonly frame: GatewayFrame }) {
  const fields = flat(decoded ?? {}, '')
  return (
    <div className={styles.frame}>
      <pre className={styles.hex} aria-label={`字节，通道 ${channel}`}>
        {hexLines(hex)}
      </pre>
      <dl className={styles.decoded} aria-label="解码" data-raw>
        {fields.length === 0 && <dd className={styles.note}>没有解码内容</dd>}
        {fields.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
