import { useEffect, useRef } from 'react'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../../client.ts'
import { useMapDesk } from '../desk.ts'
import { usePast } from './past-store.ts'
import { trackPainter, type DrawnTracks } from './track-painter.ts'
import { useTracks } from './tracks-store.ts'
import { useCanvas } from './use-canvas.ts'
import { tokenColour } from '../../../../map/token-colour.ts'

const none: DrawnTracks = { tracks: [] }

/** What is drawn: in the past the way until then of who is in the picture, else what was chosen. */
export function useShownTracks() {
  const { span, trails, at } = usePast()
  const { period, keys } = useTracks()
  const wanted = span && trails ? { from: span.from, to: span.to } : span ? undefined : period
  const tracks = useQuery({
    ...queries.lookback.tracks.queryOptions({
      input: {
        from: wanted?.from ?? 0,
        to: wanted?.to ?? 1,
        ...(span || !keys ? {} : { keys: [...keys] }),
      },
    }),
    enabled: wanted !== undefined,
  })
  return { tracks, knownAt: at, wanted: wanted !== undefined }
}

/** Tracks under the symbols. */
export function TracksOverlay() {
  const { map } = useMapDesk()
  const { tracks, knownAt, wanted } = useShownTracks()
  const shown = useRef<DrawnTracks>(none)
  const layer = useCanvas(map, { name: 'tracks', zIndex: 440 }, () =>
    trackPainter(() => shown.current, tokenColour),
  )
  const found = wanted ? tracks.data?.tracks : undefined
  useEffect(() => {
    shown.current = found ? { tracks: found, knownAt } : none
    layer.repaint()
  }, [layer, found, knownAt])
  return null
}
