/** What people call the column of names, and the column of classes, in lower case. */
export const nameWords: ReadonlySet<string> = new Set([
  ...[
    'name',
    'names',
    'surname',
    'surnames',
    'lastname',
    'last name',
    'last_name',
    'family name',
    'family_name'
  ],
  ...[
    'firstname',
    'first name',
    'first_name',
    'given name',
    'given_name',
    'forename',
    'full name',
    'full_name'
  ],
  ...['fullname', 'person', 'word', 'text', 'input', 'string'],
  ...['이름', '성명', '성', '성씨', '단어', '문자열', '입력', '텍스트'],
  ...[
    '姓名',
    '名前',
    '氏名',
    '名字',
    '姓',
    'nachname',
    'vorname',
    'nom',
    'prénom',
    'nombre',
    'apellido',
    'cognome',
    'nome'
  ]
])

export const labelWords: ReadonlySet<string> = new Set([
  ...[
    'label',
    'labels',
    'class',
    'classes',
    'category',
    'target',
    'country',
    'countries',
    'nationality',
    'nation'
  ],
  ...['origin', 'language', 'lang', 'group', 'type', 'output', 'region', 'ethnicity', 'gender', 'sex'],
  ...[
    '라벨',
    '레이블',
    '분류',
    '클래스',
    '범주',
    '나라',
    '국가',
    '국적',
    '언어',
    '출신',
    '성별',
    '유형',
    '종류',
    '출력'
  ],
  ...[
    '国',
    '国籍',
    '国家',
    '語言',
    '语言',
    '言語',
    'land',
    'klasse',
    'pays',
    'país',
    'paese',
    'langue',
    'sprache'
  ]
])

export const headerKey = (cell: string): string => cell.normalize('NFC').trim().toLowerCase()
