import type { AuthAlternative, BaseUrl, CursorFact, Fact } from '../facts'
import type { Operation } from './operations'
import type { Paging } from './paging'
import type { RecordPlace } from './records'

/** An operation that reads, with what its own words say. Relations to others come later. */
export interface Candidate {
  readonly operation: Operation
  readonly name: string
  readonly baseUrl: Fact<BaseUrl>
  readonly auth: Fact<readonly AuthAlternative[]>
  readonly secrets: ReadonlySet<string>
  readonly paging: Paging
  readonly place: RecordPlace
  readonly key: Fact<readonly string[]>
  readonly cursor: Fact<CursorFact | undefined>
}
