import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../../client.ts'
import { askForPoint } from '../../../../map/pick.ts'
import { useSetPoint } from '../../../../map/use-set-point.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { classes } from '../../../../ui/classes.ts'
import { useMapDesk } from '../desk.ts'
import map from '../MapPanel.module.css'
import styles from './Precision.module.css'

/** What is selected and known only to its township: says so, and one click gives it its point. */
export function PrecisionBar() {
  const { selected, tool } = useMapDesk()
  // What was set from here can be taken back from here, as long as it stays selected.
  const [justSet, setJustSet] = useState<string>()
  const setPoint = useSetPoint()
  const incidents = useQuery(queries.incidents.list.queryOptions({ input: {} })).data?.incidents
  const card = incidents?.find(({ id }) => `incident:${id}` === selected)
  // On a small desk there is no room beside the panel of a tool.
  if (!card || !selected || tool !== undefined || card.group === 'closed') return null
  const { precision, text } = card.place
  const rough = precision === 'township-only' || precision === 'unknown'
  if (!rough && justSet !== selected) return null
  const pick = () =>
    askForPoint(`${card.number} 的位置`, (point) =>
      setPoint(selected, point, () => setJustSet(selected)),
    )
  return (
    <div className={classes(map.box, styles.bar)} role="status" aria-label="位置精度">
      <span className={styles.words}>
        <b>{card.number}</b> {text}
        {' · '}
        {rough ? (precision === 'unknown' ? '位置不明' : '位置仅到乡镇，不计算距离') : '位置已标定'}
      </span>
      {rough ? (
        <ActionButton onPress={pick}>在图上标定</ActionButton>
      ) : (
        <ActionButton
          kind="quiet"
          onPress={() => setPoint(selected, null, () => setJustSet(undefined))}
        >
          撤销标定
        </ActionButton>
      )}
    </div>
  )
}
