import { useQuery } from '@tanstack/react-query'
import { queries } from '../../client.ts'

/** `#12` of an incident; 另一事件 where the list does not hold it. */
export function useIncidentNumber(): (incident: string) => string {
  const incidents = useQuery(queries.incidents.list.queryOptions({ input: {} })).data
  const all = incidents?.incidents ?? []
  return (id) => all.find((one) => one.id === id)?.number ?? '另一事件'
}
