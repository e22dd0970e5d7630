import { useState } from 'react'
import { radioThing } from './map-things.ts'
import { placeWords } from './place-words.ts'
import { ThingList, type ListedThing } from './ThingList.tsx'
import { useDoubtful, type Doubtful } from './use-doubtful.ts'
import { useDrawn } from './drawn.ts'
import { useMapDesk } from './desk.ts'

/** Everything on the map as a list; choosing a line selects it and brings it into view. */
export function ListTool() {
  const { sprites, selected, select, goTo } = useMapDesk()
  const [query, setQuery] = useState('')
  const placed = useDrawn()
  const doubtful = new Map(useDoubtful().map((one) => [one.key, one]))
  const shown = placed.map((one): ListedThing => {
    const { thing, kind, state = '' } = one
    const doubt = doubtful.get(thing.key)
    return { thing, kind, state, where: doubt ? doubtWords(doubt) : placeWords(sprites.store, one) }
  })
  // A radio nobody knows whose position is not drawn is on no layer: here it is all the same.
  const known = new Set(placed.map(({ thing }) => thing.key))
  const others = [...doubtful.values()]
    .filter(({ key }) => !known.has(key))
    .map((doubt) => ({
      thing: radioThing(doubt.key, `电台 ${doubt.key.split(':').at(-1)}`),
      kind: '电台',
      state: '',
      where: doubtWords(doubt),
    }))
  const wanted = query.trim()
  const things = [...shown, ...others].filter(({ thing, kind, state, where }) =>
    [thing.label, kind, state, where].some((text) => text.includes(wanted)),
  )
  return (
    <ThingList
      things={things}
      query={query}
      onQuery={setQuery}
      selected={selected}
      onSelect={({ key }) => {
        select(key)
        goTo(key)
      }}
    />
  )
}

const doubtWords = ({ word }: Doubtful): string => `${word}，未画在图上`
