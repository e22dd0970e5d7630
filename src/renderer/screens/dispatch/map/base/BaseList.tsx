import { Checkbox } from 'antd'
import {
  chooseBases,
  chosenBases,
  showSketch,
  toggledBases,
  useBaseChoice,
} from '../../../../map/base/base-choice.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { useNavigation } from '../../../../frame/navigation.ts'
import { useMapDesk } from '../desk.ts'
import styles from './BaseList.module.css'

/** The base maps of the layer list: the topmost first, as they lie; a choice holds for this page. */
export function BaseList() {
  const { all } = useMapDesk().bases
  const { bases: choice, sketch } = useBaseChoice()
  const { goTo } = useNavigation()
  const on = new Set(chosenBases(all, choice).map(({ id }) => id))
  return (
    <div className={styles.list} role="group" aria-label="底图">
      <div className={styles.head}>
        底图
        {choice !== null && (
          <ActionButton kind="quiet" onPress={() => chooseBases(null)}>
            恢复默认
          </ActionButton>
        )}
        <ActionButton kind="quiet" onPress={() => goTo('settings', 'basemaps')}>
          管理
        </ActionButton>
      </div>
      {all.toReversed().map(({ id, name, kind, datum, trouble }) => (
        <label key={id} className={styles.line} title={trouble ?? name}>
          <Checkbox
            checked={on.has(id)}
            onChange={() => chooseBases(toggledBases(all, choice, id))}
          />
          <span className={styles.name}>{name}</span>
          {trouble === null ? (
            <span className={styles.kind}>
              {kind === 'raster' ? '影像/栅格' : '矢量'}
              {datum === 'gcj02' && ' · GCJ-02'}
            </span>
          ) : (
            <span className={styles.trouble}>不能用</span>
          )}
        </label>
      ))}
      <label className={styles.line}>
        <Checkbox checked={sketch} onChange={() => showSketch(!sketch)} />
        示意底图
        <span className={styles.kind}>内置</span>
      </label>
    </div>
  )
}
