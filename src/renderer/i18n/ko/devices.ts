import type { devices as en } from '../en/devices'

export const devices = {
  kinds: { cuda: 'NVIDIA GPU', native: 'CPU, 네이티브 런타임', builtin: 'CPU, 내장' },
  short: { auto: '자동', cuda: 'GPU', native: 'CPU(네이티브)', builtin: 'CPU(내장)' },
  about: {
    cuda: 'NVIDIA 카드에서 CUDA로 돌아가는 TensorFlow예요.',
    native: '프로세서에서 돌아가는 TensorFlow예요.',
    builtin: '언제나 쓸 수 있고 설치할 것이 없어요.'
  },
  lead: '신경망을 학습시키는 곳이에요. 어림짐작하지 않고 재서 골라요. 측정은 내 모델을 장치마다 2초씩 돌려 봐요.',
  choose: '학습 장치',
  automatic: '자동',
  automaticHint: '되는 것 중 가장 나은 것: GPU, 네이티브 CPU, 내장 순서예요.',
  inUse: '사용 중',
  available: '준비됨',
  unavailable: '쓸 수 없음',
  use: '이걸로 쓰기',
  race: '내 모델로 재 보기',
  racing: '재는 중이에요. 장치마다 2초씩 걸려요…',
  raceHint: '열려 있는 이름과 학습 탭의 설정으로 재요.',
  raceBusy: '진행 중인 학습이 끝난 뒤에 잴 수 있어요.',
  rate: (rate: string) => `초당 ${rate}개`,
  batch: (time: string) => `배치당 ${time} ms`,
  unmeasured: '아직 재지 않았어요',
  fastest: '가장 빨라요',
  detail: '자세히',
  native: {
    title: '네이티브 런타임',
    text: 'TensorFlow 라이브러리로 NVIDIA 카드를 쓸 수 있고, 큰 신경망은 프로세서에서도 더 빨라요. 한 번만 내려받아 이 프로그램과 함께 보관해요.',
    kind: '설치할 것',
    kinds: {
      auto: '이 컴퓨터에 맞는 것',
      cpu: 'CPU 전용(약 250MB)',
      cuda: 'NVIDIA 카드용 CUDA 포함(약 3GB)'
    },
    install: '네이티브 런타임 설치',
    again: '다시 설치',
    cancel: '취소',
    stages: {
      looking: '무엇이 있는지 살펴보는 중',
      downloading: '내려받는 중',
      compiling: '바인딩을 컴파일하는 중',
      checking: '잘 되는지 확인하는 중'
    },
    done: (version: string, time: string) => `${version} 설치를 ${time} 만에 마쳤어요. 다음 학습부터 써요.`,
    unchanged: '전에 있던 것은 그대로예요.'
  },
  empty: '장치를 찾는 중…'
} satisfies typeof en
