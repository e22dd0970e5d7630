/** What the console knows of itself, as layers. */
import { useEffect } from 'react'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { useMapDesk, type LayerContent } from './desk.ts'
import { useFound } from './find/found.ts'
import { incidentThing, placeThing, radioThing, unitThing } from './map-things.ts'
import { useUnnamedRadios } from './unnamed-radios.ts'

interface FeedProps {
  readonly publish: (content: LayerContent) => void
}

export function IncidentsFeed({ publish }: FeedProps) {
  const { county } = useMapDesk()
  const data = useQuery(queries.incidents.list.queryOptions({ input: {} })).data?.incidents
  useEffect(() => {
    const open = (data ?? []).filter(({ group }) => group !== 'closed')
    const things = open.flatMap((card) => incidentThing(card, county) ?? [])
    publish({ things, unplaced: open.length - things.length })
  }, [data, county, publish])
  return null
}

export function UnitsFeed({ publish }: FeedProps) {
  const units = useQuery(queries.teams.list.queryOptions()).data
  useEffect(() => {
    const things = (units ?? []).map((unit) => ({
      thing: unitThing(unit),
      kind: '队伍',
      state: `${unit.state.digit} ${unit.state.word}`,
    }))
    publish({ things })
  }, [units, publish])
  return null
}

export function RadiosFeed({ publish }: FeedProps) {
  const keys = useUnnamedRadios()
  useEffect(() => {
    const things = keys.map((key) => ({
      thing: radioThing(key, `电台 ${key.split(':').at(-1)}`),
      kind: '电台',
    }))
    publish({ things })
  }, [keys, publish])
  return null
}

export function PlacesFeed({ publish }: FeedProps) {
  const { county } = useMapDesk()
  const located = useQuery(queries.places.located.queryOptions()).data
  const found = useFound(({ place }) => place)
  useEffect(() => {
    const hits = [
      ...(located ?? []).filter(({ id }) => id !== found?.id),
      ...(found ? [found] : []),
    ]
    publish({ things: hits.flatMap((hit) => placeThing(hit, county) ?? []) })
  }, [located, found, county, publish])
  return null
}
