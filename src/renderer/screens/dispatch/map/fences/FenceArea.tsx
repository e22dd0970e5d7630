import { useEffect, useEffectEvent } from 'react'
import L from 'leaflet'
import type { GeoPoint } from '../../../../../core/kernel/geo.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { Kbd } from '../../../../ui/Kbd.tsx'
import { useMapDesk } from '../desk.ts'
import { Crosshair } from '../draw/Crosshair.tsx'
import { nextHint, withPoint } from '../draw/outline-draft.ts'
import { TypedPoint } from '../draw/TypedPoint.tsx'
import { useDraftOnMap } from '../draw/use-draft-on-map.ts'
import panel from '../ToolPanel.module.css'

/** Room for the panel at the left and the tools above. */
const panelPx = 340
const aroundPx = 64

/** The area of a fence, drawn and pulled as a drawing is: by mouse, by crosshair, by numbers. */
export function FenceArea({
  points,
  onPoints,
  onFinish,
  onLeave,
}: {
  readonly points: readonly GeoPoint[]
  readonly onPoints: (points: readonly GeoPoint[]) => void
  readonly onFinish: () => void
  readonly onLeave: () => void
}) {
  const { map } = useMapDesk()
  const takeBack = () => onPoints(points.slice(0, -1))
  useDraftOnMap(map, 'area', points, {
    add: (point) => onPoints(withPoint('area', points, point)),
    takeBack,
    finish: onFinish,
    leave: onLeave,
    edit: onPoints,
  })
  const bringIntoView = useEffectEvent(() => {
    if (points.length === 0) return
    map.fitBounds(L.latLngBounds(points.map(({ lat, lon }) => [lat, lon])), {
      paddingTopLeft: [Math.min(panelPx, map.getSize().x / 2), aroundPx],
      paddingBottomRight: [aroundPx, aroundPx],
      maxZoom: 15,
      animate: false,
    })
  })
  useEffect(() => bringIntoView(), [])
  return (
    <>
      <Crosshair />
      <TypedPoint
        onPoint={(point) => {
          onPoints(withPoint('area', points, point))
          map.panTo([point.lat, point.lon], { animate: false })
        }}
      />
      <p className={panel.note} role="status">
        {points.length > 0 && `已定 ${points.length} 点；`}下一步：{nextHint('area', points.length)}
      </p>
      <p className={panel.note}>
        单击，或方向键移图按 <Kbd keys="Enter" /> 取十字中心；拖角点改，右键去掉。
      </p>
      {points.length > 0 && (
        <div className={panel.row}>
          <ActionButton hint="⌫" onPress={takeBack}>
            退一点
          </ActionButton>
          <ActionButton kind="quiet" onPress={() => onPoints([])}>
            重画
          </ActionButton>
        </div>
      )}
    </>
  )
}
