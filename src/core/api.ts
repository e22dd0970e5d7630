/** The whole contract, assembled; with `modules/<name>/contract.ts` all the renderer may import. */
import { alarmsContract } from './modules/alarms/contract.ts'
import { attachmentsContract } from './modules/attachments/contract.ts'
import { basemapsContract } from './modules/basemaps/contract.ts'
import { contactsContract } from './modules/contacts/contract.ts'
import { commandContract } from './modules/command/contract.ts'
import { diagnosisContract } from './modules/diagnosis/contract.ts'
import { dispatchContract } from './modules/dispatch/contract.ts'
import { callersContract } from './modules/callers/contract.ts'
import { directoryContract } from './modules/directory/contract.ts'
import { dutyLogContract } from './modules/duty-log/contract.ts'
import { emergenciesContract } from './modules/emergencies/contract.ts'
import { fencesContract } from './modules/fences/contract.ts'
import { documentsContract } from './modules/documents/contract.ts'
import { checksContract } from './modules/checks/contract.ts'
import { draftsContract } from './modules/drafts/contract.ts'
import { featuresContract } from './modules/features/contract.ts'
import { drawingsContract } from './modules/drawings/contract.ts'
import { finderContract } from './modules/finder/contract.ts'
import { gatewaysContract } from './modules/gateways/contract.ts'
import { incidentsContract } from './modules/incidents/contract.ts'
import { handoversContract } from './modules/handovers/contract.ts'
import { briefsContract } from './modules/briefs/contract.ts'
import { instructionsContract } from './modules/instructions/contract.ts'
import { logbookContract } from './modules/logbook/contract.ts'
import { mapFilesContract } from './modules/map-files/contract.ts'
import { mapViewsContract } from './modules/map-views/contract.ts'
import { lookbackContract } from './modules/lookback/contract.ts'
import { ondutyContract } from './modules/onduty/contract.ts'
import { outboxContract } from './modules/outbox/contract.ts'
import { peopleContract } from './modules/people/contract.ts'
import { importingContract } from './modules/importing/contract.ts'
import { placesContract } from './modules/places/contract.ts'
import { positionsContract } from './modules/positions/contract.ts'
import { radioContract } from './modules/radio/contract.ts'
import { recordingsContract } from './modules/recordings/contract.ts'
import { restraintContract } from './modules/restraint/contract.ts'
import { reviewContract } from './modules/review/contract.ts'
import { reachContract } from './modules/reach/contract.ts'
import { reportsContract } from './modules/reports/contract.ts'
import { roadsContract } from './modules/roads/contract.ts'
import { rollcallContract } from './modules/rollcall/contract.ts'
import { rostersContract } from './modules/rosters/contract.ts'
import { rulesContract } from './modules/rules/contract.ts'
import { spotChecksContract } from './modules/spot-checks/contract.ts'
import { stationsContract } from './modules/stations/contract.ts'
import { systemContract } from './modules/system/contract.ts'
import { talkgroupsContract } from './modules/talkgroups/contract.ts'
import { teamsContract } from './modules/teams/contract.ts'
import { terrainContract } from './modules/terrain/contract.ts'
import { townshipReportsContract } from './modules/township-reports/contract.ts'
import { vendorsContract } from './modules/vendors/contract.ts'
import { waitingContract } from './modules/waiting/contract.ts'

export { contractFingerprint } from './contract-fingerprint.ts'

export const contract = {
  alarms: alarmsContract,
  attachments: attachmentsContract,
  basemaps: basemapsContract,
  diagnosis: diagnosisContract,
  dispatch: dispatchContract,
  callers: callersContract,
  command: commandContract,
  contacts: contactsContract,
  directory: directoryContract,
  documents: documentsContract,
  dutyLog: dutyLogContract,
  emergencies: emergenciesContract,
  fences: fencesContract,
  checks: checksContract,
  drafts: draftsContract,
  features: featuresContract,
  drawings: drawingsContract,
  finder: finderContract,
  gateways: gatewaysContract,
  incidents: incidentsContract,
  handovers: handoversContract,
  instructions: instructionsContract,
  briefs: briefsContract,
  logbook: logbookContract,
  mapFiles: mapFilesContract,
  lookback: lookbackContract,
  people: peopleContract,
  importing: importingContract,
  places: placesContract,
  positions: positionsContract,
  radio: radioContract,
  mapViews: mapViewsContract,
  onduty: ondutyContract,
  outbox: outboxContract,
  recordings: recordingsContract,
  review: reviewContract,
  reach: reachContract,
  reports: reportsContract,
  restraint: restraintContract,
  roads: roadsContract,
  rollcall: rollcallContract,
  rosters: rostersContract,
  rules: rulesContract,
  spotChecks: spotChecksContract,
  stations: stationsContract,
  system: systemContract,
  talkgroups: talkgroupsContract,
  teams: teamsContract,
  terrain: terrainContract,
  townshipReports: townshipReportsContract,
  vendors: vendorsContract,
  waiting: waitingContract,
}

export type Contract = typeof contract
