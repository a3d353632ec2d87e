/** Why the server did not do as asked, in its own words; where what answered was not ours (a gateway, a page), the words for a lost line. */
export async function answerWords(answer: Response, lost: string): Promise<string> {
  if (!answer.headers.get('content-type')?.includes('json')) return lost
  const { detail, fields = {} } = (await answer.json()) as { detail: string; fields?: Record<string, string> }
  return [detail, ...Object.values(fields)].join(' ')
}
