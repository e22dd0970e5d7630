import { Input, Select } from 'antd'
import { featureLimits, type layerColours } from '../../../../../core/modules/features/contract.ts'
import { SymbolSwatch } from '../layers/SymbolSwatch.tsx'
import styles from './Features.module.css'

export type LayerColour = (typeof layerColours)[number]

export interface LayerLook {
  readonly name: string
  readonly colour: LayerColour
}

/** As they are in the dark theme; in the others they are the same hues. */
const colourWords: Readonly<Record<LayerColour, string>> = {
  'st-free': '绿',
  'st-muster': '浅蓝',
  'st-route': '黄',
  'st-scene': '红',
  'st-talk': '紫',
  'st-support': '橙',
  'st-return': '青',
  'st-rest': '淡紫',
  'warn-blue': '蓝',
  'text-2': '灰',
}

const options = (Object.keys(colourWords) as LayerColour[]).map((value) => ({
  value,
  label: (
    <span className={styles.colour}>
      <SymbolSwatch shape="pin" token={value} />
      {colourWords[value]}
    </span>
  ),
}))

/** What an own layer is called and drawn in. */
export function LayerFields({
  look,
  onLook,
}: {
  readonly look: LayerLook
  readonly onLook: (look: LayerLook) => void
}) {
  return (
    <>
      <Input
        autoFocus
        value={look.name}
        maxLength={featureLimits.name}
        aria-label="图层名称"
        placeholder="图层名称，如 消防取水点"
        onChange={(event) => onLook({ ...look, name: event.target.value })}
      />
      <Select<LayerColour>
        value={look.colour}
        aria-label="图层颜色"
        options={options}
        onChange={(colour) => onLook({ ...look, colour })}
      />
    </>
  )
}
