import { useEffect } from 'react'
import { App, Segmented } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { queries } from '../../../../client.ts'
import { useSelection } from '../../../../frame/selection.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { copyText } from '../../../../ui/copy-text.ts'
import { describeError } from '../../../../ui/describe-error.ts'
import { Kbd } from '../../../../ui/Kbd.tsx'
import { useMapDesk } from '../desk.ts'
import { ToolPanel } from '../ToolPanel.tsx'
import { useSelectedPoint } from '../selected-point.ts'
import {
  areaText,
  bearingText,
  lengthText,
  measure,
  measureSentence,
  type MeasureKind,
} from './measure.ts'
import {
  addPoint,
  chooseKind,
  clearMeasure,
  endMeasure,
  takePointBack,
  useMeasure,
} from './measure-store.ts'
import { useMeasureInput } from './use-measure-input.ts'
import panel from '../ToolPanel.module.css'
import styles from './Measure.module.css'

/** Distance, bearing and area of what is clicked, or set with Enter at the cross. */
export function MeasureTool() {
  const { map: leaflet } = useMapDesk()
  const { kind, points, ended } = useMeasure()
  useMeasureInput(leaflet)
  // Arrow keys and Enter work at once; Tab leads back to the panel.
  useEffect(() => leaflet.getContainer().focus(), [leaflet])
  const selected = useSelectedPoint()
  return (
    <>
      {!ended && <span className={styles.cross} aria-hidden />}
      <ToolPanel
        label="量测"
        head={
          <Segmented<MeasureKind>
            aria-label="量什么"
            size="small"
            value={kind}
            options={[
              { value: 'line', label: '距离方位' },
              { value: 'area', label: '面积' },
            ]}
            onChange={chooseKind}
          />
        }
      >
        {!ended && (
          <p className={panel.note}>
            在图上逐点点击，双击结束；或用方向键移动地图，
            <Kbd keys="Enter" /> 取十字处，
            <Kbd keys="Backspace" /> 退一点，
            <Kbd keys="Ctrl+Enter" /> 结束
          </p>
        )}
        <Figures />
        <div className={styles.buttons}>
          <ActionButton
            kind="quiet"
            refusedBecause={
              ended ? '已结束，先接着量' : selected ? undefined : '先选一个有位置的目标'
            }
            onPress={() => selected && addPoint(selected)}
          >
            取选中目标
          </ActionButton>
          {points.length > 0 && (
            <>
              <ActionButton kind="quiet" onPress={takePointBack}>
                退一点
              </ActionButton>
              <ActionButton kind="quiet" onPress={() => endMeasure(!ended)}>
                {ended ? '接着量' : '结束'}
              </ActionButton>
              <ActionButton kind="quiet" onPress={clearMeasure}>
                清除
              </ActionButton>
            </>
          )}
        </div>
        {points.length > 1 && <Keep />}
      </ToolPanel>
    </>
  )
}

function Figures() {
  const { kind, points } = useMeasure()
  const { legs, lengthM, areaM2, straight } = measure(kind, points)
  if (points.length === 0) return null
  return (
    <div className={styles.figures} role="status">
      {areaM2 !== undefined && (
        <div>
          面积 <b>{areaText(areaM2)}</b>
        </div>
      )}
      {points.length > 1 && (
        <div>
          {areaM2 === undefined ? '距离' : '周长'} <b>{lengthText(lengthM)}</b>
        </div>
      )}
      {straight && (
        <div>
          首尾直线 <b>{lengthText(straight.distanceM)}</b>，{bearingText(straight.bearingDeg)}
        </div>
      )}
      {points.length === 1 && <div>已取 1 点</div>}
      <ol className={styles.legs} aria-label="各段">
        {legs.map(({ distanceM, bearingDeg, backDeg }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a leg is its place in the line
          <li key={index}>
            {lengthText(distanceM)}，{bearingText(bearingDeg)}
            <span className={panel.note}>（反方位 {bearingText(backDeg)}）</span>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** The figures as one sentence: on the clipboard, or as a line of the log in the officer's name. */
function Keep() {
  const { message } = App.useApp()
  const { kind, points } = useMeasure()
  const { incident } = useSelection()
  const write = useMutation(
    queries.logbook.write.mutationOptions({
      onSuccess: ({ number }) => void message.success(`已记入日志 ${number}`),
      onError: (error) => void message.error(`没有记入。${describeError(error)}`),
    }),
  )
  const sentence = measureSentence(kind, points)
  const copy = async () => {
    if (await copyText(sentence)) void message.success('已复制量测结果')
    else void message.error('浏览器不让复制，请选中文字后按 Ctrl+C。')
  }
  return (
    <div className={styles.buttons}>
      <ActionButton
        busy={write.isPending}
        onPress={() =>
          write.mutate({
            kind: 'other',
            text: sentence,
            source: { kind: 'text', text: '图上量测' },
            ...(incident === undefined ? {} : { incident }),
          })
        }
      >
        {incident === undefined ? '记入值班日志' : '记入所选事件'}
      </ActionButton>
      <ActionButton kind="quiet" onPress={() => void copy()}>
        复制
      </ActionButton>
    </div>
  )
}
