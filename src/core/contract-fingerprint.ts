/** One short text that changes when anything in the contract changes. */
import { getEventIteratorSchemaDetails, isContractProcedure, type AnySchema } from '@orpc/contract'
import { z } from 'zod'

/** 64 bits as two FNV-1a halves: it tells builds apart, it protects nothing. */
function fingerprint(text: string): string {
  let low = 0x811c9dc5
  let high = 0x01000193
  for (let place = 0; place < text.length; place++) {
    const unit = text.charCodeAt(place)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ unit ^ (low >>> 24), 0x85ebca6b)
  }
  const hex = (half: number) => (half >>> 0).toString(16).padStart(8, '0')
  return hex(high) + hex(low)
}

function describe(schema: AnySchema | undefined): unknown {
  const iterator = getEventIteratorSchemaDetails(schema)
  if (iterator) return { yields: describe(iterator.yields) }
  if (schema instanceof z.core.$ZodType) {
    return z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })
  }
  return schema === undefined ? undefined : 'opaque'
}

function collect(part: unknown, path: string, into: unknown[]): void {
  if (isContractProcedure(part)) {
    const { inputSchema, outputSchema, errorMap } = part['~orpc']
    const errors = Object.keys(errorMap).sort()
    into.push([path, describe(inputSchema), describe(outputSchema), errors])
    return
  }
  if (typeof part !== 'object' || part === null) return
  for (const [name, child] of Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) {
    collect(child, `${path}/${name}`, into)
  }
}

/** Same contract, same 16 hex digits, on both sides of the channel. */
export function contractFingerprint(contract: object): string {
  const parts: unknown[] = []
  collect(contract, '', parts)
  return fingerprint(JSON.stringify(parts))
}
