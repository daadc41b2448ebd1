import type { RowPage } from '#shared/schemas/names-data'

export type { DatasetReport, RowPage, RowQuery } from '#shared/schemas/names-data'
export type LabelledRow = RowPage['rows'][number]
