/** Why a file is not read; thrown inside the readers, caught at their door. */
import type { MapFileRefusal } from '../../../../core/map-files/model.ts'

export class FileFault extends Error {
  override readonly name = 'FileFault'
  readonly code: MapFileRefusal['code']
  /** `message` is the sentence an operator reads. */
  constructor(code: MapFileRefusal['code'], sentence: string) {
    super(sentence)
    this.code = code
  }
}

export function unreadable(sentence: string): FileFault {
  return new FileFault('unreadable', sentence)
}
