const words: Readonly<Record<string, string>> = {
  private: '单呼',
  group: '组呼',
  all: '全呼',
  emergency: '紧急呼叫',
  phone: '电话',
}

/** How a call was made; a kind from a newer console is a plain call. */
export const callTypeWord = (type: string): string => words[type] ?? '呼叫'
