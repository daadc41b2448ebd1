import type { runs as en } from '../en/runs'
import { count } from '../numbers'

const n = (value: number): string => count(value, 'ko')

export const runs = {
  custom: '직접 고름',
  search: '학습 기록 찾기',
  name: '이름',
  preset: '설정',
  data: '데이터',
  device: '장치',
  best: '최고',
  bestHint: '가장 좋은 검증 정확도와, 같은 이름에서 글자를 세기만 해도 얻는 점수',
  counting: (share: string) => `글자 세기 ${share}`,
  epochs: '에포크',
  epochsOf: (done: number, planned: number) => `${n(done)}/${n(planned)}`,
  when: '시각',
  curve: '검증',
  sparkline: (first: string, last: string) => `${first}에서 ${last}까지`,
  select: (name: string) => `${name} 비교하기`,
  alive: '진행 중',
  open: '열기',
  openRun: (name: string) => `${name} 열기`,
  menu: (name: string) => `${name} 더 보기`,
  rename: '이름 바꾸기',
  renameLabel: '새 이름',
  copy: '이 설정 쓰기',
  resume: '이어서 학습',
  exportCsv: '기록 내보내기 (CSV)',
  remove: '지우기',
  removed: (name: string) => `‘${name}’ 기록을 지웠어요`,
  exported: (file: string) => `${file} 저장했어요`,
  compareHint: '두 개에서 네 개까지 고르면 곡선을 겹쳐 볼 수 있어요.',
  selected: (value: number) => `${n(value)}개 골랐어요`,
  clear: '선택 지우기',
  empty: {
    title: '아직 학습 기록이 없어요',
    text: '학습할 때마다 설정과 곡선, 가중치가 여기에 남아요. 다시 열고, 비교하고, 되풀이할 수 있어요.',
    start: '이름 학습하러 가기'
  },
  nothing: '맞는 기록이 없어요.',
  compare: {
    title: '비교',
    measure: '지표',
    measures: {
      heldOutAccuracy: '검증 정확도',
      heldOutLoss: '검증 손실',
      trainLoss: '학습 손실',
      trainAccuracy: '학습 정확도'
    },
    differences: '서로 다른 설정',
    same: '설정이 모두 같아요.',
    setting: '설정',
    data: '데이터',
    otherData: '서로 다른 데이터로 학습해서 점수를 바로 비교할 수는 없어요.'
  }
} satisfies typeof en
