import type { dataTextsEn } from './data.en'
import type { ErrorText } from './texts.en'

export const dataTextsKo: Record<keyof typeof dataTextsEn, ErrorText> = {
  'data-no-rows': {
    title: '{file}에서 이름을 찾지 못했어요',
    reason: '쓸 수 있는 행이 {rows}개예요.',
    next: '행마다 이름과 분류가 있는 파일을 골라 주세요.'
  },
  'data-one-class': {
    title: '{file}에는 분류가 하나뿐이에요',
    reason: '쓸 수 있는 모든 행이 “{label}”이라 구별할 것이 없어요. 바뀐 것은 없어요.',
    next: '분류가 둘 이상인 파일을 고르거나, 다른 열을 분류로 정해 주세요.'
  },
  'data-one-column': {
    title: '{file}에는 열이 하나뿐이에요',
    reason: '행마다 이름과 분류가 있어야 하는데, 쉼표, 탭, 세미콜론, 세로줄로 나뉘지 않아요.',
    next: '분류 열을 더하거나, 분류마다 텍스트 파일이 하나씩 있는 폴더를 열어 주세요.'
  },
  'data-column-missing': {
    title: '{file}에는 {column}번 열이 없어요',
    reason: '행마다 열이 {columns}개 있어요.',
    next: '있는 열 가운데에서 골라 주세요.'
  },
  'data-columns-unclear': {
    title: '{file}의 어느 열이 무엇인지 알 수 없어요',
    reason: '여러 가지로 읽을 수 있는데, 여기서는 물어볼 수 없어요.',
    next: '열 번호와 머리글이 있는지를 알려 주세요.'
  },
  'data-file-missing': {
    title: '{file} 파일이 이제 없어요',
    reason: '옮겼거나, 이름을 바꿨거나, 지웠어요. 바뀐 것은 없어요.',
    next: '파일을 다시 골라 주세요.'
  },
  'data-file-unreadable': {
    title: '{file} 파일을 읽을 수 없어요',
    reason: '시스템이 거절했어요: {what}.',
    next: '파일의 권한을 확인하거나, 다른 폴더에 복사해서 열어 주세요.'
  },
  'data-not-a-file': {
    title: '{file}은(는) 파일도 폴더도 아니에요',
    reason: '장치, 파이프, 소켓은 데이터로 열 수 없어요.',
    next: 'CSV 파일이나 텍스트 파일 폴더를 골라 주세요.'
  },
  'data-file-changed': {
    title: '읽는 동안 {file} 파일이 바뀌었어요',
    reason: '다른 프로그램이 쓰고 있어서 행들이 서로 맞지 않을 수 있어요. 아무것도 남기지 않았어요.',
    next: '다른 프로그램이 끝난 뒤에 다시 열어 주세요.'
  },
  'data-workbook': {
    title: '{file}은(는) 스프레드시트 문서예요',
    reason: '스프레드시트({format})는 일반 텍스트가 아니에요. 아무것도 불러오지 않았어요.',
    next: 'Excel이나 LibreOffice에서 CSV(UTF-8)로 저장한 뒤 그 파일을 열어 주세요.'
  },
  'data-binary': {
    title: '{file}은(는) 텍스트 파일이 아니에요',
    reason: '첫 바이트가 {format} 형식이에요. 아무것도 불러오지 않았어요.',
    next: 'CSV, TSV, 텍스트 파일을 골라 주세요.'
  },
  'data-not-text': {
    title: '{file}은(는) 텍스트로 보이지 않아요',
    reason: '앞부분에 제어 문자가 너무 많아요. 아무것도 불러오지 않았어요.',
    next: 'CSV, TSV, 텍스트 파일을 골라 주세요.'
  },
  'data-gzip-bomb': {
    title: '{file}의 압축을 풀면 너무 커져요',
    reason: '이름 파일답지 않게 {limit}을(를) 넘어요. 풀기를 멈췄고, 아무것도 불러오지 않았어요.',
    next: '직접 압축을 풀어 내용을 확인한 뒤에 열어 주세요.'
  },
  'data-gzip-damaged': {
    title: '{file} 파일이 손상됐어요',
    reason: '압축된 내용이 바뀌었거나 뒤에 다른 것이 붙어 있어요. 아무것도 불러오지 않았어요.',
    next: '파일을 다시 복사하거나 내려받아 주세요.'
  },
  'data-gzip-nested': {
    title: '{file} 파일은 두 번 압축됐어요',
    reason: '안에 또 다른 gzip 파일이 있어요. 아무것도 불러오지 않았어요.',
    next: '한 번 풀어서 나온 파일을 열어 주세요.'
  },
  'data-too-many-rows': {
    title: '{file}의 행이 {limit}개를 넘어요',
    reason: '이 앱은 그보다 많이 불러오지 않아요. 아무것도 불러오지 않았어요.',
    next: '행을 무작위로 골라 줄인 파일을 열어 주세요.'
  },
  'data-encoding-unknown': {
    title: '“{encoding}” 인코딩은 알 수 없어요',
    reason: '{file} 파일을 읽지 않았어요.',
    next: 'utf-8이나 euc-kr 같은 다른 인코딩을 골라 주세요.'
  },
  'data-folder-empty': {
    title: '{file}에 분류 파일이 없어요',
    reason: '분류 이름을 붙인 .txt 파일이 분류마다 하나씩 있어야 해요. 건너뛴 항목은 {skipped}개예요.',
    next: 'Korean.txt, German.txt 같은 파일이 있는 폴더를 골라 주세요.'
  },
  'data-question-open': {
    title: '{file}에 대해 먼저 정할 것이 있어요',
    reason: '확실하지 않은 것: {about}.',
    next: '그 파일만 따로 열어서 답해 주세요.'
  },
  'data-test-labels': {
    title: '{file}에는 학습 파일과 같은 분류가 없어요',
    reason: '{rows}개 행 가운데 학습 데이터가 아는 분류가 하나도 없어요.',
    next: '어느 열이 분류인지 확인하거나, 다른 시험 파일을 골라 주세요.'
  },
  'data-nothing-held-out': {
    title: '따로 떼어 둘 이름이 모자라요',
    reason: '분류 {classes}개에 서로 다른 이름이 {names}개뿐이라 모두 학습에 써야 해요.',
    next: '이름을 더하거나, 시험 파일을 붙여 주세요.'
  },
  'data-unknown': {
    title: '이 데이터는 열려 있지 않아요',
    reason: '닫았거나, 그 뒤에 프로그램을 다시 시작했어요.',
    next: '파일을 다시 열어 주세요.'
  },
  'data-sample-missing': {
    title: '예제 이름이 없어요',
    reason: '프로그램과 함께 오는 파일이 제자리에 없어요.',
    next: '프로그램을 다시 설치하거나, 소스 폴더에서 npm run build를 실행해 주세요.'
  },
  'data-cancelled': {
    title: '읽기를 그만뒀어요',
    reason: '바뀐 것은 없어요.',
    next: '언제든지 파일을 다시 열어 주세요.'
  }
}
