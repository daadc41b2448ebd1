import type { ErrorText } from './texts.en'
import type { trainingTextsEn } from './training.en'

export const trainingTextsKo: Record<keyof typeof trainingTextsEn, ErrorText> = {
  diverged: {
    title: '{epoch}번째 에폭, {step}번째 스텝에서 손실이 무한대가 됐어요',
    reason:
      '학습률은 {learningRate}였어요. 마지막으로 정상인 에폭: {goodEpoch}. 그때의 가중치는 남아 있어요.',
    next: '학습률 {suggestedRate}로 낮추거나 기울기 자르기를 5로 켜고 거기서 이어 가세요.'
  },
  'checkpoint-invalid': {
    title: '체크포인트를 쓸 수 없어요',
    reason: '이 실행과 맞지 않는 부분: {what}.',
    next: '이 실행의 이전 체크포인트를 열어 보세요.'
  },
  'checkpoint-newer': {
    title: '더 새로운 버전에서 만든 실행이에요',
    reason: '체크포인트 형식은 {version}인데, 이 버전은 {known}까지 읽어요.',
    next: 'Unroll을 업데이트하고 열어 주세요.'
  },
  'names-parts-invalid': {
    title: '데이터가 학습에 맞지 않아요',
    reason: '{what}',
    next: '데이터를 다시 열고 학습을 새로 시작하세요.'
  },
  'training-busy': {
    title: '이미 학습하고 있어요',
    reason: '신경망은 한 번에 하나만 학습해요.',
    next: '지금 학습을 멈춘 다음 새로 시작하세요.'
  },
  'training-idle': {
    title: '학습하고 있는 것이 없어요',
    reason: '실행이 끝났거나 아직 시작되지 않았어요.',
    next: '먼저 실행을 시작하거나 이어 가세요.'
  },
  'model-not-open': {
    title: '신경망을 아직 불러오지 않았어요',
    reason: '실행 {run}의 신경망이 트레이너에 없어요.',
    next: '실행을 다시 열어 주세요.'
  },
  'out-of-memory': {
    title: '배치 크기 {batchSize}에는 메모리가 모자라요',
    reason: '장치의 메모리가 다 찼어요. 설정은 그대로예요.',
    next: '배치 크기를 {suggestedBatchSize}로 줄이거나 은닉 크기를 줄여 보세요.'
  },
  'device-unavailable': {
    title: '이 장치를 쓸 수 없어요: {device}',
    reason: '{what}',
    next: '다른 장치를 골라 주세요.'
  },
  'device-other-process': {
    title: 'TensorFlow가 지금 그래픽 카드를 쓰고 있어요',
    reason: '프로세서와 그래픽 카드 중 무엇을 쓸지는 트레이너가 시작할 때 한 번 정해져요.',
    next: '이 장치를 골라 트레이너를 다시 시작하세요.'
  },
  'device-failed': {
    title: '장치가 멈췄어요',
    reason: '학습 중에 {device}에서 오류가 났어요: {what}. 마지막 체크포인트는 남아 있어요.',
    next: '내장 장치에서 이어 가세요.'
  },
  'trainer-failed': {
    title: '트레이너를 멈춰야 했어요',
    reason: '{what}',
    next: '마지막 체크포인트에서 이어 가세요.'
  }
}
