import { useState } from 'react'
import { Input } from 'antd'
import { coordinateProblem, parseCoordinates } from '../../../../../core/kernel/coordinates.ts'
import type { GeoPoint } from '../../../../../core/kernel/geo.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { isComposing } from '../../../../ui/hotkeys.ts'
import panel from '../ToolPanel.module.css'
import styles from './Draw.module.css'

/** A point of what is drawn, in numbers. */
export function TypedPoint({ onPoint }: { readonly onPoint: (point: GeoPoint) => void }) {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const add = () => {
    const read = parseCoordinates(text)
    if (read.ok) {
      onPoint(read.value)
      setText('')
      setProblem(undefined)
      return
    }
    setProblem(
      read.code === 'bad-coordinates'
        ? coordinateProblem(read.data.fault)
        : '请写坐标，例如 26.4805,116.3105。',
    )
  }
  return (
    <>
      <div className={styles.line}>
        <Input
          aria-label="输入坐标"
          placeholder="输入坐标，Enter 加点"
          value={text}
          status={problem === undefined ? '' : 'error'}
          onChange={({ target }) => {
            setText(target.value)
            setProblem(undefined)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || isComposing(event.nativeEvent)) return
            event.preventDefault()
            add()
          }}
        />
        <ActionButton onPress={add}>加点</ActionButton>
      </div>
      {problem !== undefined && (
        <p className={panel.problem} role="alert">
          {problem}
        </p>
      )}
    </>
  )
}
