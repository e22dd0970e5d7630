/** The whole contract, assembled; with `modules/<name>/contract.ts` all the renderer may import. */
import { systemContract } from './modules/system/contract.ts'

export { contractFingerprint } from './contract-fingerprint.ts'

export const contract = {
  system: systemContract,
}

export type Contract = typeof contract
