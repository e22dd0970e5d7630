import { useState } from 'react'
import { InputNumber } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../../client.ts'
import { askForPoint } from '../../../../map/pick.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { describeError } from '../../../../ui/describe-error.ts'
import { Field } from '../../../../ui/Field.tsx'
import { coordinateText } from '../map-geometry.ts'
import { useSelectedPoint } from '../selected-point.ts'
import { addMast, mostMasts, removeMast } from './coverage-store.ts'
import { useCoverages } from './coverage-queries.ts'
import { ToolPanel } from '../ToolPanel.tsx'
import panel from '../ToolPanel.module.css'
import styles from '../route/Route.module.css'

interface Heights {
  readonly mastM: number
  readonly receiverM: number
  readonly rangeKm: number
}

const usual: Heights = { mastM: 20, receiverM: 1.5, rangeKm: 15 }
const fields = [
  { key: 'mastM', label: '天线高（米）', max: 300 },
  { key: 'receiverM', label: '对方高（米）', max: 300 },
  { key: 'rangeKm', label: '距离（公里）', max: 60 },
] as const

/** What an antenna sees of the ground: of a station, of a vehicle that is to stand somewhere. */
export function CoverageTool() {
  const selected = useSelectedPoint()
  const terrain = useQuery(queries.terrain.terrain.queryOptions()).data
  const [heights, setHeights] = useState(usual)
  const found = useCoverages()
  const show = (label: string, point: { readonly lat: number; readonly lon: number }) =>
    addMast({ label, ...point, ...heights })
  const missing = terrain === null ? '没有高程文件：在“设置 › 路网和高程”导入' : undefined
  return (
    <ToolPanel label="通视" head={<h2>通视（电台覆盖）</h2>}>
      <div className={styles.fields}>
        {fields.map(({ key, label, max }) => (
          <Field key={key} label={label}>
            {(control) => (
              <InputNumber
                controls={false}
                {...control}
                min={key === 'rangeKm' ? 1 : 0}
                max={max}
                value={heights[key]}
                onChange={(value) => value !== null && setHeights({ ...heights, [key]: value })}
              />
            )}
          </Field>
        ))}
      </div>
      <div className={panel.row}>
        <ActionButton
          refusedBecause={missing ?? (selected ? undefined : '先选一个有位置的目标')}
          onPress={() => selected && show(selected.label, selected)}
        >
          看选中的
        </ActionButton>
        <ActionButton
          refusedBecause={missing}
          onPress={() => askForPoint('架台位置', (point) => show(coordinateText(point), point))}
        >
          图上取点
        </ActionButton>
      </div>
      {missing !== undefined && <p className={panel.note}>{missing}</p>}
      {found.map(({ mast, answer, error }) => (
        <div key={mast.label} className={panel.row} role="status">
          <span className={styles.end}>
            {mast.label} · {mast.mastM} 米
            <span className={styles.under}>
              {error
                ? describeError(error)
                : answer?.seen
                  ? `${mast.rangeKm} 公里内看得到 ${Math.round(answer.seen.share * 100)}%`
                  : (answer?.words ?? '正在算…')}
            </span>
          </span>
          <ActionButton
            name={`去掉 ${mast.label}`}
            kind="quiet"
            onPress={() => removeMast(mast.label)}
          >
            去掉
          </ActionButton>
        </div>
      ))}
      {found.length > 0 && (
        <p className={panel.note}>
          只看地形通视，不是场强：林木、建筑、功率、频率都没算。最多同时看 {mostMasts} 处。
        </p>
      )}
    </ToolPanel>
  )
}
