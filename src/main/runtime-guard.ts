/**
 * First import of every entry. The database binding needs Node-API 10 and segfaults without a
 * word below it, so an older Node is turned away with a sentence before anything native loads.
 */
const lowestNodeApi = 10

/** `undefined` when this runtime will do, else the sentence that says what to do instead. */
export function runtimeRefusal(
  versions: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (Number(versions['napi'] ?? 0) >= lowestNodeApi) return undefined
  const found = versions['node'] ?? 'unknown'
  return `This program needs Node 24 and was started with Node ${found}; start it through npm (npm start, npm run tool -- NAME), which uses the pinned runtime.`
}

const refusal = runtimeRefusal(process.versions)
if (refusal !== undefined) {
  process.stderr.write(`${refusal}\n`)
  process.exit(1)
}
