/** The list of modules. Adding one is a folder here and a line in this list and in `../api.ts`. */
import type { Module } from '../module.ts'
import { alarmsModule } from './alarms/index.ts'
import { attachmentsModule } from './attachments/index.ts'
import { basemapsModule } from './basemaps/index.ts'
import { briefsModule } from './briefs/index.ts'
import { contactsModule } from './contacts/index.ts'
import { commandModule } from './command/index.ts'
import { diagnosisModule } from './diagnosis/index.ts'
import { dispatchModule } from './dispatch/index.ts'
import { callersModule } from './callers/index.ts'
import { directoryModule } from './directory/index.ts'
import { dutyLogModule } from './duty-log/index.ts'
import { emergenciesModule } from './emergencies/index.ts'
import { fencesModule } from './fences/index.ts'
import { documentsModule } from './documents/index.ts'
import { checksModule } from './checks/index.ts'
import { draftsModule } from './drafts/index.ts'
import { featuresModule } from './features/index.ts'
import { drawingsModule } from './drawings/index.ts'
import { finderModule } from './finder/index.ts'
import { gatewaysModule } from './gateways/index.ts'
import { incidentsModule } from './incidents/index.ts'
import { handoversModule } from './handovers/index.ts'
import { instructionsModule } from './instructions/index.ts'
import { logbookModule } from './logbook/index.ts'
import { mapFilesModule } from './map-files/index.ts'
import { mapViewsModule } from './map-views/index.ts'
import { ondutyModule } from './onduty/index.ts'
import { outboxModule } from './outbox/index.ts'
import { lookbackModule } from './lookback/index.ts'
import { peopleModule } from './people/index.ts'
import { importingModule } from './importing/index.ts'
import { placesModule } from './places/index.ts'
import { positionsModule } from './positions/index.ts'
import { radioModule } from './radio/index.ts'
import { reachModule } from './reach/index.ts'
import { recordingsModule } from './recordings/index.ts'
import { reviewModule } from './review/index.ts'
import { reportsModule } from './reports/index.ts'
import { restraintModule } from './restraint/index.ts'
import { roadsModule } from './roads/index.ts'
import { rollcallModule } from './rollcall/index.ts'
import { rostersModule } from './rosters/index.ts'
import { rulesModule } from './rules/index.ts'
import { spotChecksModule } from './spot-checks/index.ts'
import { stationsModule } from './stations/index.ts'
import { talkgroupsModule } from './talkgroups/index.ts'
import { teamsModule } from './teams/index.ts'
import { terrainModule } from './terrain/index.ts'
import { townshipReportsModule } from './township-reports/index.ts'
import { vendorsModule } from './vendors/index.ts'
import { waitingModule } from './waiting/index.ts'

export const modules: readonly Module[] = [
  alarmsModule,
  attachmentsModule,
  basemapsModule,
  callersModule,
  commandModule,
  briefsModule,
  contactsModule,
  directoryModule,
  documentsModule,
  finderModule,
  checksModule,
  draftsModule,
  drawingsModule,
  ondutyModule,
  dutyLogModule,
  spotChecksModule,
  townshipReportsModule,
  incidentsModule,
  instructionsModule,
  logbookModule,
  mapFilesModule,
  peopleModule,
  importingModule,
  placesModule,
  reviewModule,
  reportsModule,
  rostersModule,
  rulesModule,
  teamsModule,
  positionsModule,
  fencesModule,
  lookbackModule,
  radioModule,
  vendorsModule,
  waitingModule,
  talkgroupsModule,
  restraintModule,
  reachModule,
  mapViewsModule,
  outboxModule,
  recordingsModule,
  dispatchModule,
  featuresModule,
  emergenciesModule,
  rollcallModule,
  roadsModule,
  stationsModule,
  terrainModule,
  diagnosisModule,
  handoversModule,
  // Last: its start makes the gateways run, when everybody listens.
  gatewaysModule,
]
