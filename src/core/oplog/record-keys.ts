/**
 * Keys of sealed parts, one per record, kept outside the log (32 bytes, AES-256-GCM). With the
 * key erased the sealed part is noise, and the chain over it still verifies.
 */
export interface RecordKeys {
  get(record: string): Uint8Array | undefined
  /** Makes and durably keeps a new key before it returns. */
  create(record: string): Uint8Array
  erase(record: string): void
}
