/** The file that is looked at, for the panel and for its picture on the map. */
import { create } from 'zustand'
import type { MapFilePreview, Reading } from '../../../../../core/modules/map-files/contract.ts'

export type ExchangeMode = 'in' | 'out'

export interface BroughtFile {
  readonly name: string
  readonly reading: Reading
}

interface Exchange {
  readonly mode: ExchangeMode
  readonly file: BroughtFile | undefined
  /** What the map shows of it. */
  readonly preview: MapFilePreview | undefined
  /** Somebody looked at the place and said that it is right. */
  readonly confirmed: boolean
}

export const useExchange = create<Exchange>()(() => ({
  mode: 'in',
  file: undefined,
  preview: undefined,
  confirmed: false,
}))

export function setMode(mode: ExchangeMode): void {
  useExchange.setState({ mode })
}

export function bringFile(file: BroughtFile): void {
  useExchange.setState({ file, preview: undefined, confirmed: false })
}

/** Another answer is another place: it has to be looked at again. */
export function answer(change: Partial<Reading>, keepsPlace = false): void {
  const { file, confirmed } = useExchange.getState()
  if (!file) return
  useExchange.setState({
    file: { ...file, reading: { ...file.reading, ...change } },
    confirmed: keepsPlace && confirmed,
  })
}

export function showPreview(preview: MapFilePreview | undefined): void {
  useExchange.setState({ preview })
}

export function confirmPlace(confirmed: boolean): void {
  useExchange.setState({ confirmed })
}

export function dropFile(): void {
  useExchange.setState({ file: undefined, preview: undefined, confirmed: false })
}
