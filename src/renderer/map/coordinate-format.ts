/** In which form this page writes coordinates; remembered by the page. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { coordinateFormats, type CoordinateFormat } from '../../core/kernel/coordinates.ts'

interface FormatStore {
  readonly format: CoordinateFormat
  readonly setFormat: (format: CoordinateFormat) => void
}

export const useCoordinateFormat = create<FormatStore>()(
  persist((set) => ({ format: 'decimal', setFormat: (format) => set({ format }) }), {
    name: 'console-coordinates',
    // What an older page kept may be a form that is no longer there.
    merge: (kept, now) => {
      const format = (kept as Partial<FormatStore> | undefined)?.format
      return format && coordinateFormats.includes(format) ? { ...now, format } : now
    },
  }),
)
