/** The recording bar of a chosen call or of an opened line; nothing where there is none. */
import { RecordingBar } from './PlayRecording.tsx'
import styles from './Recordings.module.css'
import { useCallRecordings, useEntryRecording } from './use-recordings.ts'

export const playKey = 'P'

export function RecordingOfCall({ call }: { readonly call: string }) {
  const recording = useCallRecordings([call]).get(call)
  return recording ? <RecordingBar recording={recording} hotkey={playKey} /> : null
}

/** A line of its own under the line's times, whatever stands beside it. */
export function RecordingOfEntry({ entry }: { readonly entry: string }) {
  const recording = useEntryRecording(entry)
  if (!recording) return null
  return (
    <div className={styles.inEntry}>
      <RecordingBar recording={recording} hotkey={playKey} />
    </div>
  )
}
