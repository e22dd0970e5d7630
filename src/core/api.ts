/** The whole contract, assembled; with `modules/<name>/contract.ts` all the renderer may import. */
import { peopleContract } from './modules/people/contract.ts'
import { systemContract } from './modules/system/contract.ts'

export { contractFingerprint } from './contract-fingerprint.ts'

export const contract = {
  people: peopleContract,
  system: systemContract,
}

export type Contract = typeof contract
