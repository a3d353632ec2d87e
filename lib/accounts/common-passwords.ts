/**
 * Words people build long passwords from, in French and English, and on both keyboards. A password is common when nothing but digits and signs
 * is left once one or two of them are taken away. Shorter ones than twelve characters never get this far.
 */
const words = `
password passw0rd motdepasse passe mdp secret azerty azertyuiop qwerty qwertyuiop qwertz qwertzuiop asdfgh asdfghjkl qsdfgh qsdfghjklm zxcvbn zxcvbnm wxcvbn
abcdef abcdefgh abcdefghij abcdefghijkl letmein welcome bienvenue bonjour bonsoir salut hello admin administrator administrateur root user utilisateur guest
login connexion iloveyou jetaime jtaime amour monamour monange bebe cheri cherie princesse princess soleil sunshine dragon monkey football futbol baseball
basketball superman batman spiderman pokemon naruto starwars master shadow michael jordan ronaldo messi drogba etoo mane salah liverpool chelsea arsenal
barcelona barcelone realmadrid manchester marseille psg afrique africa abidjan dakar bamako cotonou lome ouagadougou conakry niamey libreville douala yaounde
kinshasa brazzaville casablanca senegal cotedivoire ivoire mali benin togo cameroun camer congo gabon guinee burkina ghana nigeria maroc algerie tunisie
pouire photo photographe photographer photography camera canon nikon dieu jesus jesuschrist christ allah mohamed mohammed muhammad marie maman papa famille
family enfant computer ordinateur internet google facebook whatsapp instagram orange mtn moov wave samsung iphone nokia android changeme changezmoi default
trustno whatever nothing freedom liberte forever toujours summer ete winter hiver spring printemps automne autumn lundi mardi vendredi dimanche monday friday
janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre january february march april june july august september october november december
test testing demo exemple example temp temporary provisoire nouveau newpassword monmotdepasse mypassword thisismypassword correcthorsebatterystaple
`
  .trim()
  .split(/\s+/)
  .sort((a, b) => b.length - a.length)

const ROWS = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'azertyuiopqsdfghjklmwxcvbn', 'qwertyuiopasdfghjklzxcvbnm', 'qwertzuiopasdfghjklyxcvbnm']

/** Whether a guesser would try it early: a known word or two with digits, a run along a keyboard or alphabet, a short piece repeated, or the person's own address. */
export function isCommonPassword(password: string, own: string[] = []) {
  const plain = password
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
  return isRepeated(plain) || isRun(plain) || isWordAndDigits(plain) || own.some((word) => word.length > 3 && leftOver(plain, word.toLowerCase()))
}

const isRepeated = (text: string) =>
  [1, 2, 3, 4, 5, 6].some(
    (length) =>
      text ===
      text
        .slice(0, length)
        .repeat(Math.ceil(text.length / length))
        .slice(0, text.length),
  )

function isRun(text: string) {
  const backwards = [...text].reverse().join('')
  return ROWS.some((row) => row.repeat(2).includes(text) || row.repeat(2).includes(backwards))
}

function isWordAndDigits(text: string) {
  const first = words.find((word) => text.includes(word))
  if (!first) return /^[\d\W_]+$/.test(text) && new Set(text).size < 6
  const rest = text.replace(first, ' ')
  const second = words.find((word) => rest.includes(word))
  return lettersIn(second ? rest.replace(second, ' ') : rest) === 0
}

const leftOver = (text: string, word: string) => text.includes(word) && lettersIn(text.replaceAll(word, '')) === 0
const lettersIn = (text: string) => text.replace(/[^\p{L}]/gu, '').length
