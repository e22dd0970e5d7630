/**
 * One kind of printable document. A module exports a list of them as `documents`; the list of
 * lists is `modules/documents/kinds.ts`.
 */
import type { Refusal, Result } from '../kernel/result.ts'
import type { CoreContext } from '../module.ts'
import type { DocumentFormat, PrintDocument } from './model.ts'

/** One thing a document can be printed of. */
export interface DocumentSubject {
  /** What `compose` is handed: an incident, a report, an order; `''` for an empty form. */
  readonly id: string
  /** How the print menu calls it, where a kind has more than one: `第 2 报`, `森林消防大队`. */
  readonly title: string
}

export interface DocumentKind {
  /** Key of the domain model's document list: `phone_record`. */
  readonly key: string
  /** Number in that list (domain §13). */
  readonly number: number
  readonly title: string
  readonly formats: readonly DocumentFormat[]
  /**
   * What of one incident can be printed as this, or of the desk where `incident` is null: nothing
   * where the menu should not offer it.
   */
  subjects(context: CoreContext, incident: string | null): readonly DocumentSubject[]
  /** Pure: only reads. Who prints it and when is added to the foot by the documents module. */
  compose(
    context: CoreContext,
    subject: string,
  ): Result<PrintDocument, Refusal<'not-found', undefined>>
}
