import type { tryIt as en } from '../en/try'
import { count } from '../numbers'

const n = (value: number): string => count(value, 'ko')

export const tryIt = {
  input: '이름',
  placeholder: '이름을 써 보세요',
  model: '답하는 신경망',
  live: (name: string) => `${name}(학습 중)`,
  note: '이름의 출신은 글자만 보고 짐작한 것이에요. 사람들이 그 이름을 쓰는 까닭은 다양하니, 이것으로 사람을 판단하지 마세요.',
  unknown: (value: number) => `학습한 이름에 없는 글자 ${n(value)}개는 ‘모르는 글자’로 읽어요.`,
  ranking: {
    title: '답',
    all: (value: number) => `${n(value)}개 모두 보기`,
    fewer: '줄여 보기',
    label: '분류',
    probability: '확률',
    nothing: '위에 이름을 써 보세요.'
  },
  letters: {
    title: '글자를 읽을 때마다',
    direction: '읽는 방향',
    forward: '앞에서부터',
    backward: '뒤에서부터',
    forwardText: '이름이 여기서 끝난다면 무엇이라고 답할지 보여 줘요. 마지막 열이 답이에요.',
    backwardText: '이름이 여기서 시작한다면 무엇이라고 답할지 보여 줘요. 첫 열이 답이에요.',
    change: (place: number) => `${n(place)}번째 글자`,
    changeHint: '위아래 키로 글자를 바꿔요',
    after: (part: string, label: string, share: string) => `${part}: ${label} ${share}`
  },
  states: {
    title: '은닉 상태(hidden state)',
    layer: '층',
    layerName: (value: number) => `${n(value)}층`,
    direction: '방향',
    forward: '순방향',
    backward: '역방향',
    text: '네모 하나가 유닛 하나이고, 글자마다 같은 자리에 있어요. 하나를 가리키면 따라가며 볼 수 있어요.',
    unit: (unit: number) => `유닛 ${n(unit)}`,
    unitValues: (unit: number, values: string) => `유닛 ${n(unit)}: ${values}`,
    none: '이 학습에는 은닉 상태가 없어요.'
  },
  batch: {
    title: '파일 전체',
    text: '파일에 든 이름을 모두 분류해서 CSV로 돌려줘요.',
    choose: '파일 고르기…',
    working: '분류하는 중…',
    done: (rows: number) => `이름 ${n(rows)}개를 분류했어요.`,
    save: (file: string) => `${file} 저장`
  },
  empty: {
    title: '아직 물어볼 신경망이 없어요',
    text: '먼저 학습하거나 학습 기록을 열어 주세요. 그러면 쓰는 글자마다 여기서 답해요.'
  }
} satisfies typeof en
