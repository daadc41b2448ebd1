import type { names as en } from '../en/names'

export const names = {
  tabs: { data: '데이터', train: '학습', try: '해 보기' }
} satisfies typeof en
