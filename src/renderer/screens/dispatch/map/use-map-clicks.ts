import { useEffect, useEffectEvent } from 'react'
import type L from 'leaflet'
import { useMutation } from '@tanstack/react-query'
import { App } from 'antd'
import type { PlaceHit } from '../../../../core/modules/places/contract.ts'
import { queries } from '../../../client.ts'
import { isPicking } from '../../../map/pick.ts'
import { useSelection } from '../../../frame/selection.ts'
import { describeError } from '../../../ui/describe-error.ts'
import type { LatLon } from './map-geometry.ts'
import type { Sprites } from './use-sprites.ts'

/** A click selects what is there; while a place is being set, it sets the place. */
export function useMapClicks(
  map: L.Map | undefined,
  sprites: Sprites,
  picking: boolean,
  onPicked: (point: LatLon) => void,
): void {
  const { selectIncident, selectUnit } = useSelection()
  const picked = useEffectEvent(onPicked)
  useEffect(() => {
    if (!map) return undefined
    const onClick = ({ latlng, containerPoint }: L.LeafletMouseEvent) => {
      // A form asks for this point (`MapPick`): nothing is selected by it.
      if (isPicking()) return
      if (picking) {
        picked({ lat: latlng.lat, lon: latlng.lng })
        return
      }
      const key = sprites.layer.hit(map, containerPoint)?.key ?? ''
      if (key.startsWith('unit:')) selectUnit(key.slice('unit:'.length))
      if (key.startsWith('incident:')) selectIncident(key.slice('incident:'.length))
    }
    map.on('click', onClick)
    return () => void map.off('click', onClick)
  }, [map, sprites, picking, selectIncident, selectUnit])
}

/** Sets or takes back the point of the place that was found; a fact either way. */
export function usePlacePoint(found: PlaceHit | undefined, onStored: (hit: PlaceHit) => void) {
  const { message } = App.useApp()
  const save = useMutation(
    queries.places.setPoint.mutationOptions({
      onSuccess: (_stored, { point }) => {
        void message.success(point ? '位置已存' : '标定已撤销，位置仅到乡镇')
        if (found) onStored({ ...found, point: point ? { lat: point.lat, lon: point.lon } : null })
      },
      onError: (error) => void message.error(describeError(error)),
    }),
  )
  return (point: LatLon | undefined) => {
    if (!found) return
    const set = point ? ({ ...point, precision: 'approximate' } as const) : null
    save.mutate({ place: found.id, point: set, how: 'click' })
  }
}
