/** Documents of the record as files that other programs open. */
import type { DocumentFormat, PrintDocument } from '../../../core/documents/model.ts'

export function renderDocument(
  { title }: PrintDocument,
  format: DocumentFormat,
): Promise<Uint8Array> {
  throw new Error(`no writer for ${format} yet (${title})`)
}
