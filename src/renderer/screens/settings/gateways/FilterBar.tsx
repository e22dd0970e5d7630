import { Input, Select } from 'antd'
import type { GatewayFrame } from '../../../../core/modules/gateways/contract.ts'
import { kindsOf, type FrameFilter } from './frame-filter.ts'
import styles from './Diagnosis.module.css'

/** Direction, outcome, kind, and words or hex. */
export function FilterBar({
  frames,
  filter,
  onChange,
}: {
  readonly frames: readonly GatewayFrame[]
  readonly filter: FrameFilter
  readonly onChange: (some: Partial<FrameFilter>) => void
}) {
  return (
    <div className={styles.bar} role="search" aria-label="筛选原始数据">
      <Select
        aria-label="方向"
        value={filter.direction}
        onChange={(direction) => onChange({ direction })}
        options={[
          { value: 'all', label: '收发都看' },
          { value: 'in', label: '← 只看收' },
          { value: 'out', label: '→ 只看发' },
        ]}
      />
      <Select
        aria-label="结果"
        value={filter.outcome}
        onChange={(outcome) => onChange({ outcome })}
        options={[
          { value: 'all', label: '全部结果' },
          { value: 'ok', label: '正常' },
          { value: 'damaged', label: '坏帧' },
          { value: 'noise', label: '杂波' },
          { value: 'unknown', label: '不识别' },
        ]}
      />
      <Select
        aria-label="种类"
        className={styles.kind ?? ''}
        allowClear
        showSearch
        placeholder="全部种类"
        value={filter.kind}
        onChange={(kind: string | undefined) => onChange({ kind })}
        options={kindsOf(frames).map((value) => ({ value, label: value }))}
      />
      <Input
        aria-label="查内容或十六进制"
        className={styles.text}
        allowClear
        value={filter.text}
        maxLength={80}
        placeholder="查内容，或 7E 7E 01"
        onChange={(event) => onChange({ text: event.target.value })}
      />
    </div>
  )
}
