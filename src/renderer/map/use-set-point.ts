import { useMutation } from '@tanstack/react-query'
import { App } from 'antd'
import type { GeoPoint } from '../../core/kernel/geo.ts'
import { queries } from '../client.ts'
import { describeError } from '../ui/describe-error.ts'

const taken = '标定已撤销，恢复为原来的说法'

/**
 * Sets the point of `incident:<id>` or `place:<id>`, or takes it back with `null`: a fact either
 * way. `done` is called when it is stored.
 */
export function useSetPoint() {
  const { message } = App.useApp()
  const onError = (error: unknown) => void message.error(describeError(error))
  const place = useMutation(queries.places.setPoint.mutationOptions({ onError }))
  const incident = useMutation(queries.incidents.setPoint.mutationOptions({ onError }))
  return (key: string, point: GeoPoint | null, done?: () => void) => {
    const [kind, id = ''] = key.split(/:(.*)/s)
    const onSuccess = () => {
      void message.success(point ? '位置已存，可再撤销' : taken)
      done?.()
    }
    if (kind === 'incident') incident.mutate({ incident: id, point }, { onSuccess })
    else {
      const set = point ? ({ ...point, precision: 'approximate' } as const) : null
      place.mutate({ place: id, point: set, how: 'click' }, { onSuccess })
    }
  }
}
