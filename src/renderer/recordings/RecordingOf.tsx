/** The recording bar of a chosen call or of an opened line; nothing where there is none. */
import { RecordingBar } from './PlayRecording.tsx'
import { useCallRecordings, useEntryRecording } from './use-recordings.ts'

export const playKey = 'P'

export function RecordingOfCall({ call }: { readonly call: string }) {
  const recording = useCallRecordings([call]).get(call)
  return recording ? <RecordingBar recording={recording} hotkey={playKey} /> : null
}

export function RecordingOfEntry({ entry }: { readonly entry: string }) {
  const recording = useEntryRecording(entry)
  return recording ? <RecordingBar recording={recording} hotkey={playKey} /> : null
}
