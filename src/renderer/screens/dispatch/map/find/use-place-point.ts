import { useMutation } from '@tanstack/react-query'
import { App } from 'antd'
import type { PlaceHit } from '../../../../../core/modules/places/contract.ts'
import { queries } from '../../../../client.ts'
import { describeError } from '../../../../ui/describe-error.ts'
import type { LatLon } from '../map-geometry.ts'

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
