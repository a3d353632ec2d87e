/** The demo's people. These accounts exist on this machine only: nothing under local/ is ever in a production image. */

export const DEMO_PASSWORD = 'harmattan sur la lagune'

export const logins = [
  { role: 'Admin', email: 'admin@pouire.test', password: DEMO_PASSWORD },
  { role: 'Photographer', email: 'aissata@pouire.test', password: DEMO_PASSWORD },
  { role: 'Buyer', email: 'acheteuse@pouire.test', password: DEMO_PASSWORD },
]

export const staff = [
  { email: 'admin@pouire.test', name: 'Mariam Ouattara', role: 'admin' as const },
  { email: 'admin2@pouire.test', name: 'Didier Zinsou', role: 'admin' as const },
  { email: 'relecture@pouire.test', name: 'Rokia Sidibé', role: 'moderator' as const },
]

export const buyers = [
  { email: 'acheteuse@pouire.test', name: 'Fatou Ndiaye' },
  { email: 'studio.plateau@pouire.test', name: 'Studio Plateau' },
  { email: 'revue.sahel@pouire.test', name: 'Ibrahim Cissé' },
  { email: 'agence.baobab@pouire.test', name: 'Nadège Mboumba' },
  { email: 'press.desk@pouire.test', name: 'Esi Boateng' },
]

type Photographer = {
  email: string
  name: string
  city: string
  countryCode: string
  covers: string[]
  cover?: string
  site?: string
  phone: string
  prefix: string
  bioFr: string
  bioEn: string
}

/** Eight photographers from eight countries, each with the countries whose pictures are theirs, and the picture some chose as their cover. */
export const photographers: Photographer[] = [
  {
    email: 'aissata@pouire.test',
    name: 'Aïssata Koné',
    city: 'Bamako',
    countryCode: 'ML',
    covers: ['ML', 'NE'],
    cover: 'caravane-sur-la-crete.jpg',
    site: 'https://aissatakone.example/',
    phone: '70000001',
    prefix: '223',
    bioFr: 'Je photographie les femmes qui nourrissent la ville. Elles partent avant le jour, elles rentrent avec la lumière.',
    bioEn: 'I photograph the women who feed the city. They leave before daybreak and come home with the light.',
  },
  {
    email: 'yao@pouire.test',
    name: 'Yao N’Guessan',
    city: 'Abidjan',
    countryCode: 'CI',
    covers: ['CI'],
    cover: 'hero-lagune.jpg',
    phone: '0700000002',
    prefix: '225',
    bioFr: 'La lagune, le port, la nuit d’Abidjan. Je travaille à l’heure où les lampes s’allument.',
    bioEn: 'The lagoon, the port, Abidjan by night. I work at the hour when the lamps come on.',
  },
  {
    email: 'awa@pouire.test',
    name: 'Awa Diop',
    city: 'Dakar',
    countryCode: 'SN',
    covers: ['SN', 'MR'],
    phone: '770000003',
    prefix: '221',
    bioFr: 'Vue du ciel ou pieds dans l’eau, la côte du Sénégal ne se répète jamais.',
    bioEn: 'From the sky or with feet in the water, the coast of Senegal never repeats itself.',
  },
  {
    email: 'senan@pouire.test',
    name: 'Sènan Houngbédji',
    city: 'Cotonou',
    countryCode: 'BJ',
    covers: ['BJ', 'NG', 'GA', 'CM'],
    cover: 'portrait-foulard.jpg',
    phone: '97000004',
    prefix: '229',
    bioFr: 'Zémidjans, marchés, étoffes : Cotonou à hauteur de rue.',
    bioEn: 'Zemidjans, markets, cloth: Cotonou at street level.',
  },
  {
    email: 'kwame@pouire.test',
    name: 'Kwame Mensah',
    city: 'Accra',
    countryCode: 'GH',
    covers: ['GH'],
    phone: '240000005',
    prefix: '233',
    bioFr: 'Les mains qui tissent, enfilent, teignent. Je regarde la matière de près.',
    bioEn: 'Hands that weave, thread and dye. I look at matter up close.',
  },
  {
    email: 'edem@pouire.test',
    name: 'Edem Agbeko',
    city: 'Lomé',
    countryCode: 'TG',
    covers: ['TG', 'MA', 'EG'],
    phone: '90000006',
    prefix: '228',
    bioFr: 'Le port de Lomé, et tout ce qui part de là.',
    bioEn: 'The port of Lomé, and everything that sets out from there.',
  },
  {
    email: 'salif@pouire.test',
    name: 'Salif Ouédraogo',
    city: 'Ouagadougou',
    countryCode: 'BF',
    covers: ['BF', 'CD', 'ZA', 'MZ'],
    phone: '70000007',
    prefix: '226',
    bioFr: 'Villages peints, terres rouges, scènes de concert.',
    bioEn: 'Painted villages, red earth, concert stages.',
  },
  {
    email: 'wanjiru@pouire.test',
    name: 'Wanjiru Kamau',
    city: 'Nairobi',
    countryCode: 'KE',
    covers: ['KE', 'TZ', 'RW', 'UG', 'BW'],
    phone: '700000008',
    prefix: '254',
    bioFr: 'De la savane aux tours de verre, l’Afrique de l’Est d’aujourd’hui.',
    bioEn: 'From the savannah to the glass towers, East Africa today.',
  },
]
