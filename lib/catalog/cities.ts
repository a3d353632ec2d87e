import { foldWord } from './fold-word'

export type City = { nameFr: string; nameEn: string; countryCode: string }

/*
 * Each country begins with its capital; the others follow roughly by size, so that the better known answers a short prefix.
 * `Le Caire/Cairo` is French and English; one name alone serves both. Parts of a town stand here where their name is theirs alone.
 */
const LIST = `
DZ: Alger/Algiers, Oran, Constantine, Annaba, Blida, Batna, Sétif, Djelfa, Biskra, Tébessa, Tlemcen, Béjaïa, Tizi Ouzou, Mostaganem, Skikda,
Ghardaïa, Ouargla, Touggourt, El Oued, Adrar, Tamanrasset, Djanet, Timimoun, Béchar, Tipaza, Jijel, Bou Saâda
AO: Luanda, Huambo, Lobito, Benguela, Lubango, Cabinda, Malanje, Namibe/Moçâmedes, Soyo, Kuito, Saurimo, M’banza-Kongo
BJ: Porto-Novo, Cotonou, Parakou, Abomey, Abomey-Calavi, Bohicon, Djougou, Natitingou, Ouidah, Kandi, Lokossa, Ganvié, Grand-Popo, Savalou, Savè, Nikki,
Malanville, Tanguiéta, Allada, Kétou, Pobè, Dassa-Zoumé, Comè, Sakété, Bembèrèkè, Boukoumbé, Dantokpa
BW: Gaborone, Francistown, Maun, Kasane, Serowe, Molepolole, Lobatse, Palapye, Ghanzi
BF: Ouagadougou, Bobo-Dioulasso, Koudougou, Banfora, Ouahigouya, Kaya, Fada N’Gourma, Tenkodogo, Dédougou, Gaoua, Dori, Gorom-Gorom, Tiébélé, Pô, Houndé,
Ziniaré, Laongo, Manga, Léo, Réo, Djibo, Diébougou, Orodara, Kombissiri, Boromo, Pouytenga, Kongoussi, Koupéla, Bazoulé, Loumbila
BI: Gitega, Bujumbura, Ngozi, Rumonge, Muyinga, Kayanza, Bururi, Rutana
CM: Yaoundé, Douala, Bafoussam, Bamenda, Garoua, Maroua, Ngaoundéré, Kribi, Limbé, Buéa, Foumban, Bertoua, Édéa, Ebolowa, Dschang, Nkongsamba, Kumba,
Bafia, Mbalmayo, Sangmélima, Kousséri, Bandjoun, Rhumsiki, Mbouda, Akwa, Bonabéri, Bonapriso
CV: Praia, Mindelo, Santa Maria, Assomada, Espargos, Sal Rei, São Filipe, Ribeira Grande, Tarrafal, Cidade Velha
CF: Bangui, Bimbo, Berbérati, Carnot, Bambari, Bouar, Bossangoa, Bria, Bangassou, Nola, Bayanga
KM: Moroni, Mutsamudu, Fomboni, Domoni, Mitsamiouli
CG: Brazzaville, Pointe-Noire, Dolisie, Nkayi, Ouesso, Owando, Oyo, Impfondo, Sibiti, Madingou, Bacongo, Poto-Poto
CD: Kinshasa, Lubumbashi, Mbuji-Mayi, Goma, Kisangani, Bukavu, Kananga, Likasi, Kolwezi, Tshikapa, Matadi, Boma, Mbandaka, Kikwit, Bunia, Beni, Butembo,
Uvira, Kalemie, Kindu, Isiro, Bandundu, Moanda, Gombe, Matonge, Limete, Ngaliema
CI: Yamoussoukro, Abidjan, Bouaké, Daloa, Korhogo, San-Pédro, Man, Gagnoa, Grand-Bassam, Assinie, Cocody, Treichville, Yopougon, Marcory, Adjamé, Abobo,
Koumassi, Port-Bouët, Attécoubé, Bingerville, Anyama, Songon, Dabou, Jacqueville, Grand-Lahou, Sassandra, Tabou, Aboisso, Adiaké, Bonoua, Agboville,
Adzopé, Abengourou, Bondouko, Bouna, Odienné, Boundiali, Ferkessédougou, Kong, Katiola, Dimbokro, Toumodi, Tiassalé, Divo, Lakota, Soubré, Duékoué,
Guiglo, Danané, Séguéla, Mankono, Touba, Bouaflé, Sinfra, Oumé, Issia, Tengréla, Daoukro, Bongouanou, Arrah, Agnibilékrou, Tanda, Méagui, Fresco,
Zouan-Hounien, Biankouma, Vavoua, Tiébissou, Sakassou, Béoumi, Dabakala, Kouto, Waraniéné, Koni, Fakaha, Assouindé, Riviera
DJ: Djibouti, Ali Sabieh, Tadjourah, Obock, Dikhil, Arta
EG: Le Caire/Cairo, Alexandrie/Alexandria, Gizeh/Giza, Port-Saïd/Port Said, Suez, Louxor/Luxor, Assouan/Aswan, Hurghada, Charm el-Cheikh/Sharm El Sheikh,
Mansourah/Mansoura, Tanta, Assiout/Asyut, Ismaïlia/Ismailia, Fayoum/Faiyum, Damiette/Damietta, Rosette/Rosetta, Minya, Sohag, Qena, Siwa, Dahab,
Abou Simbel/Abu Simbel, Edfou/Edfu, Marsa Alam, Saqqarah/Saqqara
ER: Asmara, Keren, Massaoua/Massawa, Assab, Mendefera
SZ: Mbabane, Manzini, Lobamba, Siteki, Piggs Peak
ET: Addis-Abeba/Addis Ababa, Dire Dawa, Mekele, Gondar, Bahir Dar, Awasa/Hawassa, Harar, Lalibela, Axoum/Axum, Jimma, Adama, Dessie, Arba Minch, Jinka,
Debre Berhan, Gambela, Jijiga, Turmi
GA: Libreville, Port-Gentil, Franceville, Lambaréné, Oyem, Moanda, Mouila, Tchibanga, Koulamoutou, Makokou, Mayumba, Bitam, Akanda, Owendo
GM: Banjul, Serrekunda, Brikama, Bakau, Farafenni, Janjanbureh, Basse Santa Su, Tanji, Gunjur
GH: Accra, Kumasi, Tamale, Takoradi, Sekondi, Cape Coast, Elmina, Tema, Sunyani, Ho, Koforidua, Obuasi, Bolgatanga, Wa, Techiman, Winneba, Keta, Aburi,
Bonwire, Odumase Krobo, Ejura, Salaga, Larabanga, Busua, Axim, Ada Foah, Nima, Jamestown, Osu, Makola, Madina, Teshie, Kpando, Hohoe, Akosombo
GN: Conakry, Nzérékoré, Kankan, Kindia, Labé, Mamou, Boké, Kissidougou, Guéckédou, Macenta, Siguiri, Faranah, Dalaba, Pita, Fria, Kamsar, Dubréka, Coyah,
Kouroussa, Dabola, Beyla, Koundara, Télimélé, Forécariah, Lola, Kaloum, Matoto, Ratoma
GW: Bissau, Bafatá, Gabú, Cacheu, Bubaque, Bolama, Canchungo, Farim, Mansôa, Buba, Varela
GQ: Malabo, Bata, Ebebiyín, Mongomo, Luba, Evinayong, Ciudad de la Paz
KE: Nairobi, Mombasa, Kisumu, Nakuru, Eldoret, Malindi, Lamu, Naivasha, Thika, Nyeri, Nanyuki, Machakos, Kitale, Garissa, Kericho, Watamu, Diani, Narok,
Lodwar, Marsabit, Isiolo, Kibera, Westlands
LS: Maseru, Teyateyaneng, Mafeteng, Leribe, Mohale’s Hoek, Quthing, Semonkong
LR: Monrovia, Gbarnga, Buchanan, Ganta, Kakata, Harper, Greenville, Robertsport, Voinjama, Zwedru, Sanniquellie, Tubmanburg
LY: Tripoli, Benghazi, Misrata, Tobrouk/Tobruk, Sebha, Ghadamès/Ghadames, Zliten, Zaouïa/Zawiya, Syrte/Sirte, Derna, Ghat
MG: Antananarivo, Toamasina, Antsirabe, Mahajanga, Fianarantsoa, Toliara, Antsiranana, Nosy Be, Morondava, Ambositra, Tôlanaro, Sambava, Antalaha,
Sainte-Marie, Manakara, Ambalavao, Ranohira, Andasibe
MW: Lilongwe, Blantyre, Mzuzu, Zomba, Mangochi, Salima, Nkhata Bay, Karonga, Cape Maclear
ML: Bamako, Ségou, Sikasso, Mopti, Kayes, Koutiala, Tombouctou/Timbuktu, Gao, Kidal, Djenné, Bandiagara, Koulikoro, San, Kati, Bougouni, Kita, Nioro du Sahel,
Niono, Markala, Sévaré, Douentza, Hombori, Sangha, Siby, Kangaba, Nara, Bafoulabé, Yanfolila, Kolondiéba, Ménaka, Goundam, Diré, Araouane, Taoudéni,
Dioïla, Fana, Kolokani, Banamba, Tominian, Ségoukoro, Teli, Niafunké, Badalabougou, Hamdallaye, Sogoniko
MA: Rabat, Casablanca, Fès/Fez, Marrakech/Marrakesh, Tanger/Tangier, Agadir, Meknès/Meknes, Oujda, Kénitra, Tétouan, Salé, Essaouira, Chefchaouen, Ouarzazate,
El Jadida, Safi, Béni Mellal, Nador, Al Hoceïma, Taroudant, Tiznit, Zagora, Merzouga, Errachidia, Asilah, Ifrane, Azrou, Taza, Larache, Dakhla, Laâyoune,
Aït Ben Haddou, Imlil, Tinghir
MU: Port-Louis, Curepipe, Quatre Bornes, Mahébourg, Grand Baie, Flic en Flac, Souillac, Rodrigues
MR: Nouakchott, Nouadhibou, Atar, Chinguetti, Ouadane, Oualata, Tichitt, Kaédi, Rosso, Kiffa, Néma, Sélibaby, Zouérat, Aleg, Tidjikja, Aïoun el-Atrouss,
Boghé, Choum, Terjit
MZ: Maputo, Beira, Nampula, Matola, Quelimane, Tete, Pemba, Inhambane, Nacala, Chimoio, Xai-Xai, Vilankulo, Lichinga, Île de Mozambique/Mozambique Island, Tofo, Ibo
NA: Windhoek, Swakopmund, Walvis Bay, Lüderitz, Rundu, Oshakati, Katima Mulilo, Keetmanshoop, Otjiwarongo, Tsumeb, Opuwo, Sesriem
NE: Niamey, Zinder, Maradi, Agadez, Tahoua, Dosso, Diffa, Tillabéri, Arlit, Birni N’Konni, Tessaoua, Gaya, Ayorou, Iférouane, Téra, Say, Kouré, Bilma, Ingall,
Dogondoutchi, Filingué, Mirriah, Madaoua, Magaria, Gouré, N’Guigmi, Balleyara, Boubon, Loga
NG: Abuja, Lagos, Kano, Ibadan, Port Harcourt, Benin City, Kaduna, Maiduguri, Zaria, Jos, Ilorin, Enugu, Abeokuta, Onitsha, Warri, Aba, Calabar, Sokoto, Uyo,
Owerri, Oshogbo, Ife, Akure, Katsina, Bauchi, Makurdi, Lokoja, Yola, Asaba, Ogbomosho, Badagry, Makoko, Surulere, Ikeja, Lekki, Yaba, Awka, Nsukka,
Minna, Gombe, Argungu, Epe, Ikorodu, Bida, Dutse
UG: Kampala, Entebbe, Jinja, Mbarara, Gulu, Fort Portal, Mbale, Arua, Kabale, Masaka, Lira, Hoima, Kasese, Kisoro, Moroto
RW: Kigali, Huye, Musanze, Rubavu, Karongi, Nyanza, Rusizi, Rwamagana, Nyagatare, Muhanga
ST: São Tomé, Santo António, Trindade, Neves, Santana, Porto Alegre
SN: Dakar, Saint-Louis, Thiès, Touba, Kaolack, Ziguinchor, Mbour, Rufisque, Saly, Joal-Fadiouth, Cap Skirring, Tambacounda, Diourbel, Louga, Kolda, Fatick,
Matam, Podor, Sédhiou, Kédougou, Richard-Toll, Tivaouane, Kayar, Gorée, Ngor, Yoff, Ouakam, Pikine, Guédiawaye, Thiaroye, Sandaga, Soumbédioune, Popenguine,
Toubab Dialaw, Foundiougne, Palmarin, Oussouye, Bignona, Kafountine, Bakel, Linguère, Mékhé, Kébémer, Dagana, Vélingara, Goudomp, Dindéfélo, Lompoul,
Mboro, Bargny, Diamniadio, Ndiébène Gandiol, Niodior, Dionewar, Toubacouta, Ndangane, Nianing, Somone, Fadiouth, Guet Ndar, Colobane
SC: Victoria, Anse Royale, Beau Vallon, La Digue, Praslin
SL: Freetown, Bo, Kenema, Makeni, Koidu, Lunsar, Port Loko, Kabala, Bonthe, Tokeh, Waterloo
SO: Mogadiscio/Mogadishu, Hargeisa, Bosaso, Kismayo, Berbera, Baidoa, Garowe, Galkayo, Merca
SD: Khartoum, Omdurman, Port-Soudan/Port Sudan, Kassala, El Obeid, Nyala, Wad Madani, El Fasher, Atbara, Dongola, Karima, Méroé/Meroe, Suakin
SS: Djouba/Juba, Malakal, Wau, Yei, Bor, Rumbek, Torit, Aweil, Kapoeta
ZA: Pretoria, Le Cap/Cape Town, Johannesburg, Durban, Soweto, Bloemfontein, Gqeberha, East London, Polokwane, Nelspruit/Mbombela, Kimberley, Pietermaritzburg,
Stellenbosch, Rustenburg, George, Knysna, Hermanus, Makhanda, Mthatha, Upington, Paarl, Khayelitsha, Langa, Alexandra, Springbok, Clarens
TZ: Dodoma, Dar es Salam/Dar es Salaam, Arusha, Mwanza, Zanzibar, Stone Town, Mbeya, Moshi, Tanga, Morogoro, Iringa, Kigoma, Bagamoyo, Mtwara, Kilwa, Bukoba,
Nungwi, Karatu, Tabora
TD: N’Djamena, Moundou, Abéché, Sarh, Faya-Largeau, Bongor, Doba, Mongo, Fada, Bol, Mao, Ati, Pala, Kélo, Bardaï, Gaoui, Am Timan, Biltine, Ounianga Kébir
TG: Lomé, Kara, Sokodé, Kpalimé, Atakpamé, Aného, Dapaong, Tsévié, Notsé, Bassar, Togoville, Vogan, Tabligbo, Badou, Mango, Niamtougou, Tchamba, Koutammakou,
Agbodrafo, Kanté, Bafilo, Cinkassé, Agoè, Bè, Baguida
TN: Tunis, Sfax, Sousse, Kairouan, Bizerte, Gabès, Monastir, Hammamet, Nabeul, Djerba, Houmt Souk, Tozeur, Gafsa, Mahdia, Douz, Tataouine, Médenine,
Sidi Bou Saïd, Carthage, La Marsa, La Goulette, El Jem, Le Kef, Béja, Tabarka, Matmata, Kerkennah, Zarzis, Dougga
ZM: Lusaka, Ndola, Kitwe, Livingstone, Kabwe, Chipata, Chingola, Kasama, Mongu, Solwezi, Mfuwe
ZW: Harare, Bulawayo, Mutare, Victoria Falls, Gweru, Masvingo, Kariba, Hwange, Chinhoyi, Chitungwiza, Nyanga
`

/** Every town of the list, country by country, the capital first. */
export const cities: readonly City[] = LIST.trim()
  .split(/\n(?=[A-Z]{2}: )/)
  .flatMap((line) =>
    line
      .slice(4)
      .split(/,\s+/)
      .map((names) => {
        const [nameFr = '', nameEn = nameFr] = names.split('/')
        return { nameFr, nameEn, countryCode: line.slice(0, 2) }
      }),
  )

/** How a name is found: `Fès` by `fes`, `N’Djamena` by `ndja` or `n djam`, `Port-Bouët` by `bou`. */
const indexed = cities.map((city, place) => {
  const names = [...new Set([city.nameFr, city.nameEn])].map(foldWord)
  const words = names.flatMap((name) => [...name.matchAll(/-/g)].map(({ index }) => squash(name.slice(index))))
  const first = place - cities.findIndex(({ countryCode }) => countryCode === city.countryCode)
  return { city, names: names.map(squash), words, first }
})

/** Towns that begin with the text, then those with a word that does; in French or English, accents and hyphens forgiven; of one country when a code is given, the better known first. Nothing for no text. */
export function searchCities(text: string, countryCode: string | null, limit = 8): City[] {
  const begun = squash(foldWord(text))
  if (!begun) return []
  const here = indexed.filter(({ city }) => !countryCode || city.countryCode === countryCode)
  const starts = (list: string[]) => list.some((name) => name.startsWith(begun))
  const whole = here.filter(({ names }) => starts(names))
  const partly = here.filter((entry) => !whole.includes(entry) && starts(entry.words))
  return [whole, partly]
    .flatMap((found) => found.sort((a, b) => a.first - b.first))
    .slice(0, limit)
    .map(({ city }) => city)
}

function squash(folded: string) {
  return folded.replaceAll('-', '')
}
