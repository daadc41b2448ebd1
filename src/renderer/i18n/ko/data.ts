import type { ReadQuestion, SkipReason } from '#shared/schemas/names-data'
import type { data as en } from '../en/data'
import { count } from '../numbers'

const n = (value: number): string => count(value, 'ko')

const skipReasons: Record<SkipReason, string> = {
  hidden: '숨은 파일',
  readme: '분류가 아닌 안내 파일',
  backup: '백업 파일',
  'not-text': '텍스트 파일이 아님',
  'link-outside': '폴더 밖을 가리키는 링크',
  folder: '폴더 안의 폴더',
  empty: '비어 있음',
  binary: '텍스트가 아닌 내용',
  unreadable: '읽을 수 없음'
}

export const data = {
  choose: '이름 데이터',
  none: '열린 이름이 없어요',
  rows: (value: number) => `이름 ${n(value)}개`,
  classes: (value: number) => `분류 ${n(value)}개`,
  openFile: '파일 열기…',
  openFolder: '폴더 열기…',
  forget: (name: string) => `‘${name}’ 목록에서 빼기`,
  forgotten: (name: string) => `‘${name}’ 항목을 목록에서 뺐어요. 파일은 그대로 있어요`,
  sampleName: '예제 성씨',
  files: '파일',
  encoding: (encoding: string, rows: number) => `${encoding} · ${n(rows)}행`,
  skipReasons,
  skipped: (why: string) => `건너뜀: ${why}`,
  letters: (value: number) => `서로 다른 글자 ${n(value)}개`,
  heldOut: {
    title: '검증용 이름(held-out)',
    text: '학습에 쓰지 않고 따로 두어, 처음 보는 이름을 얼마나 맞히는지 확인해요.',
    share: '따로 두는 비율',
    seed: '나누기 시드',
    counts: (train: number, heldOut: number) => `학습 ${n(train)}개 · 검증 ${n(heldOut)}개`,
    none: '같은 이름이 양쪽에 함께 들어가지 않고, 분류의 비율도 그대로예요.'
  },
  test: {
    title: '시험 파일',
    text: '이름을 따로 두는 대신 다른 파일로 점수를 매겨요.',
    attach: '시험 파일 붙이기…',
    detach: '떼기',
    rows: (value: number) => `시험 이름 ${n(value)}개`,
    leaked: (leaked: number, clean: number) =>
      `그중 ${n(leaked)}개는 학습 파일에도 있고, ${n(clean)}개는 처음 보는 이름이에요.`,
    unknown: (value: number) => `학습 파일에 없는 분류가 붙은 행 ${n(value)}개`
  },
  baselines: {
    title: '세기만 해도 얻는 점수',
    text: '쓸모 있는 신경망이라면 이 점수를 넘어야 해요.',
    majority: (label: string) => `항상 ‘${label}’`,
    ngram: '글자 세기(2~4글자씩)',
    ceiling: '최고 한계: 분류가 둘인 이름이 있어요'
  },
  health: {
    title: '데이터 상태',
    good: '문제가 없어요. 잘못된 행도, 중복도, 충돌도 없어요.',
    bad: (value: number) => `잘못된 행 ${n(value)}개`,
    badWhy: '이 행만 빼고 나머지는 그대로 써요.',
    odd: (value: number) => `조심해서 읽은 행 ${n(value)}개`,
    oddWhy: '이상한 점이 있었지만 쓸 수 있었어요.',
    duplicates: (value: number) => `중복 ${n(value)}개`,
    duplicatesWhy: '같은 이름과 분류가 다시 나와서 여러 번 세어져요.',
    conflicts: (value: number) => `충돌 ${n(value)}개`,
    conflictsWhy: '한 이름에 분류가 둘 이상이라, 어떤 신경망도 모두 맞힐 수는 없어요.',
    leaked: (value: number) => `새어 나간 이름 ${n(value)}개`,
    leakedWhy: '학습 파일에도 있는 시험 이름이라, 점수에 외운 것이 섞여요.',
    all: { duplicates: '중복', conflicts: '충돌', leaked: '새어 나간 이름' },
    show: '보기',
    fixDuplicates: '하나씩만 남기기',
    fixConflicts: '빼기',
    fixLeaked: '학습에서 빼기',
    fixed: '뺐어요',
    undo: '다시 넣기',
    dropped: (value: number) => `${n(value)}행을 뺐어요`,
    badRows: {
      title: '잘못된 행',
      line: '줄',
      file: '파일',
      reason: '이유',
      text: '내용',
      kept: '사용함',
      more: (shown: number, all: number) => `${n(all)}개 중 처음 ${n(shown)}개예요.`
    },
    badReasons: {
      'no-name': '이름이 없음',
      'no-label': '분류가 없음',
      'missing-column': '열이 모자람',
      'too-long': '이름치고 너무 긺',
      'bad-letters': '읽을 수 없는 글자',
      'open-quote': '닫히지 않은 따옴표',
      'extra-columns': '열이 너무 많음'
    }
  },
  notes: {
    cut: (value: number) => `64글자보다 긴 이름 ${n(value)}개는 학습할 때 잘려요`,
    controls: (value: number) => `보이지 않는 기호나 쓰기 방향을 바꾸는 기호가 든 이름 ${n(value)}개`,
    removed: (value: number) => `제어 문자를 없앤 행 ${n(value)}개`,
    composed: (value: number) => `이름 ${n(value)}개를 하나의 유니코드 형식(NFC)으로 맞췄어요`,
    spaces: (value: number) => `앞이나 뒤에 빈칸이 있는 이름 ${n(value)}개는 그대로 두었어요`,
    'open-quote': (value: number) => `따옴표가 닫히지 않은 행 ${n(value)}개는 글자 그대로 읽었어요`,
    replaced: (value: number) => `인코딩으로 읽지 못한 글자 ${n(value)}개, 그 행은 뺐어요`,
    'files-skipped': (value: number) => `폴더에서 건너뛴 파일 ${n(value)}개`,
    truncated: (value: number) => `압축 파일이 끊기기 전의 행 ${n(value)}개`
  },
  classChart: {
    title: '분류',
    label: '분류',
    count: '이름 수',
    heldOut: '검증용',
    log: '로그 눈금',
    all: (value: number) => `${n(value)}개 모두 보기`,
    fewer: '줄여 보기',
    filter: (label: string, value: number) => `${label}: 이름 ${n(value)}개 보기`
  },
  lengths: {
    title: '이름의 글자 수',
    length: '글자 수',
    count: '이름 수',
    bar: (length: number, value: number) => `${n(length)}글자: 이름 ${n(value)}개`,
    summary: (middle: number, longest: number) =>
      `절반은 ${n(middle)}글자 이하이고, 가장 긴 이름은 ${n(longest)}글자예요.`
  },
  table: {
    title: '이름',
    search: '이름 찾기',
    filter: '보기',
    filters: {
      all: '모든 이름',
      train: '학습용',
      'held-out': '검증용',
      duplicate: '중복',
      conflict: '충돌',
      leaked: '새어 나간 이름'
    },
    anyClass: '모든 분류',
    classFilter: '분류',
    name: '이름',
    label: '분류',
    part: '쓰임',
    note: '비고',
    parts: { train: '학습', 'held-out': '검증' },
    notes: { duplicate: '중복', conflict: '충돌', leaked: '새어 나감', cut: '잘림', controls: '제어 문자' },
    range: (from: number, to: number, total: number) => `${n(total)}개 중 ${n(from)}–${n(to)}`,
    previous: '이전 쪽',
    next: '다음 쪽',
    nothing: '맞는 이름이 없어요.',
    clear: '모든 이름 보기',
    tryIt: (name: string) => `${name} 해 보기`
  },
  empty: {
    title: '학습할 이름을 열어 주세요',
    text: '행마다 이름과 분류가 있는 CSV, TSV, 텍스트 파일(.gz도 가능)이나 분류마다 텍스트 파일이 하나씩 있는 폴더를 열 수 있어요. 이 창 아무 데나 끌어다 놓아도 돼요.'
  },
  reading: (file: string) => `${file} 읽는 중`,
  readingRows: (rows: number) => `지금까지 ${n(rows)}행`,
  question: {
    columns: { title: '이름과 분류는 어느 열에 있나요?', text: '파일의 처음 몇 줄을 읽은 모습이에요.' },
    encoding: { title: '이 파일은 어떤 인코딩인가요?', text: '아래 글자가 제대로 보이는 것을 골라 주세요.' },
    truncated: {
      title: '파일이 중간에 끊겼어요',
      text: '압축 파일이 너무 일찍 끝나요. 끊기기 전의 행은 쓸 수 있어요.'
    },
    'many-classes': { title: '분류가 아주 많아요', text: '분류가 아닌 열을 골랐을 때 흔히 이렇게 돼요.' },
    nameColumn: '이름',
    labelColumn: '분류',
    header: '첫 행은 열 이름이에요',
    separator: '구분 문자',
    separators: { ',': '쉼표', '\t': '탭', ';': '쌍반점', '|': '세로줄' },
    encodingLabel: '인코딩',
    column: (i: number) => `${i}번째 열`,
    same: '이름과 분류는 같은 열일 수 없어요.',
    count: (about: ReadQuestion['about'], value: number) =>
      about === 'truncated'
        ? `끊기기 전까지 ${n(value)}행이 있어요.`
        : `서로 다른 분류가 ${n(value)}개 있어요.`,
    open: '열기',
    useRows: '이 행만 쓰기',
    openAnyway: '그래도 열기',
    otherColumns: '열 고르기'
  }
} satisfies typeof en
