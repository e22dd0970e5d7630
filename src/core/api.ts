/** The whole contract, assembled; with `modules/<name>/contract.ts` all the renderer may import. */
import { peopleContract } from './modules/people/contract.ts'
import { placesContract } from './modules/places/contract.ts'
import { systemContract } from './modules/system/contract.ts'
import { teamsContract } from './modules/teams/contract.ts'

export { contractFingerprint } from './contract-fingerprint.ts'

export const contract = {
  people: peopleContract,
  places: placesContract,
  system: systemContract,
  teams: teamsContract,
}

export type Contract = typeof contract
